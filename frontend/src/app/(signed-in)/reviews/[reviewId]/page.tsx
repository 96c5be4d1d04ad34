import { ReviewPage } from '@/features/reviews/review-page';

export const metadata = { title: 'Review' };

export default function Page() {
  return <ReviewPage />;
}
