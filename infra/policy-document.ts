type Statements = NonNullable<aws.iam.GetPolicyDocumentOutputArgs['statements']>;

/** A policy document as the text that AWS wants. */
export function policyDocument(statements: Statements): $util.Output<string> {
  return aws.iam.getPolicyDocumentOutput({ statements }).json;
}
