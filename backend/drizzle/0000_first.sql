CREATE TABLE "chat_messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"chat_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"role" text NOT NULL,
	"parts" jsonb NOT NULL,
	"status" text NOT NULL,
	"error_code" text,
	"error_text" text,
	"context" jsonb,
	"model" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "chat_messages_position" UNIQUE("chat_id","position"),
	CONSTRAINT "chat_messages_role" CHECK ("chat_messages"."role" in ('user', 'assistant')),
	CONSTRAINT "chat_messages_status" CHECK ("chat_messages"."status" in ('running', 'done', 'stopped', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "chat_run_effects" (
	"run_id" uuid NOT NULL,
	"call_key" text NOT NULL,
	"tool" text NOT NULL,
	"result" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "chat_run_effects_run_id_call_key_pk" PRIMARY KEY("run_id","call_key")
);
--> statement-breakpoint
CREATE TABLE "chat_run_events" (
	"run_id" uuid NOT NULL,
	"sequence" bigint NOT NULL,
	"chunk" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "chat_run_events_run_id_sequence_pk" PRIMARY KEY("run_id","sequence"),
	CONSTRAINT "chat_run_events_sequence" CHECK ("chat_run_events"."sequence" >= 1)
);
--> statement-breakpoint
CREATE TABLE "chat_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"chat_id" uuid NOT NULL,
	"user_message_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"model" text NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"lease_owner" text,
	"lease_expires_at" timestamp with time zone,
	"stop_requested_at" timestamp with time zone,
	"deadline_at" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"finished_steps" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"finished_sequence" bigint DEFAULT 0 NOT NULL,
	"input_tokens" integer DEFAULT 0 NOT NULL,
	"output_tokens" integer DEFAULT 0 NOT NULL,
	"error_code" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "chat_runs_status" CHECK ("chat_runs"."status" in ('queued', 'running', 'done', 'stopped', 'failed')),
	CONSTRAINT "chat_runs_finished" CHECK (("chat_runs"."status" in ('queued', 'running')) = ("chat_runs"."finished_at" is null))
);
--> statement-breakpoint
CREATE TABLE "chats" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"project_id" uuid,
	"title" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "document_edits" (
	"id" uuid PRIMARY KEY NOT NULL,
	"document_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"chat_message_id" uuid,
	"change_id" text NOT NULL,
	"deleted_text" text DEFAULT '' NOT NULL,
	"inserted_text" text DEFAULT '' NOT NULL,
	"context_before" text,
	"context_after" text,
	"reason" text,
	"status" text DEFAULT 'pending' NOT NULL,
	"resolved_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "document_edits_change" UNIQUE("document_id","change_id"),
	CONSTRAINT "document_edits_status" CHECK ("document_edits"."status" in ('pending', 'accepted', 'rejected')),
	CONSTRAINT "document_edits_resolved" CHECK (("document_edits"."status" = 'pending') = ("document_edits"."resolved_at" is null))
);
--> statement-breakpoint
CREATE TABLE "document_pages" (
	"version_id" uuid NOT NULL,
	"rendition_key" text NOT NULL,
	"page_number" integer NOT NULL,
	"width" double precision NOT NULL,
	"height" double precision NOT NULL,
	"items" jsonb NOT NULL,
	CONSTRAINT "document_pages_version_id_rendition_key_page_number_pk" PRIMARY KEY("version_id","rendition_key","page_number"),
	CONSTRAINT "document_pages_number" CHECK ("document_pages"."page_number" >= 1)
);
--> statement-breakpoint
CREATE TABLE "document_texts" (
	"version_id" uuid PRIMARY KEY NOT NULL,
	"blocks" jsonb NOT NULL,
	"plain_text" text NOT NULL,
	"search" "tsvector" GENERATED ALWAYS AS (to_tsvector('english', left(plain_text, 900000))) STORED,
	"page_count" integer NOT NULL,
	"characters" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "document_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"document_id" uuid NOT NULL,
	"version_number" integer NOT NULL,
	"source" text NOT NULL,
	"created_by" text NOT NULL,
	"object_key" text NOT NULL,
	"rendition_key" text,
	"size" bigint NOT NULL,
	"sha256" text NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"reason_code" text,
	"reason_text" text,
	"page_count" integer,
	"status_since" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "document_versions_object_key_unique" UNIQUE("object_key"),
	CONSTRAINT "document_versions_number" UNIQUE("document_id","version_number"),
	CONSTRAINT "document_versions_status" CHECK ("document_versions"."status" in ('queued', 'converting', 'ready', 'unreadable', 'failed')),
	CONSTRAINT "document_versions_source" CHECK ("document_versions"."source" in ('upload', 'user_upload', 'assistant_edit', 'user_accept', 'user_reject', 'generated')),
	CONSTRAINT "document_versions_positive" CHECK ("document_versions"."version_number" >= 1 and "document_versions"."size" > 0),
	CONSTRAINT "document_versions_reason" CHECK ("document_versions"."status" not in ('unreadable', 'failed') or "document_versions"."reason_code" is not null)
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"folder_id" uuid,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"current_version_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "documents_type" CHECK ("documents"."type" in ('pdf', 'docx', 'doc')),
	CONSTRAINT "documents_name" CHECK (octet_length("documents"."name") between 1 and 255)
);
--> statement-breakpoint
CREATE TABLE "uploads" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"project_id" uuid NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"size" bigint NOT NULL,
	"sha256" text NOT NULL,
	"object_key" text NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"document_id" uuid,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "uploads_type" CHECK ("uploads"."type" in ('pdf', 'docx', 'doc')),
	CONSTRAINT "uploads_status" CHECK ("uploads"."status" in ('open', 'completed', 'cancelled')),
	CONSTRAINT "uploads_size" CHECK ("uploads"."size" > 0),
	CONSTRAINT "uploads_completed" CHECK (("uploads"."status" = 'completed') = ("uploads"."document_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "user_api_keys" (
	"user_id" text NOT NULL,
	"provider" text NOT NULL,
	"ciphertext" text NOT NULL,
	"key_version" integer NOT NULL,
	"last_four" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_api_keys_user_id_provider_pk" PRIMARY KEY("user_id","provider"),
	CONSTRAINT "user_api_keys_provider" CHECK ("user_api_keys"."provider" in ('anthropic', 'openai', 'gemini', 'openai-compatible')),
	CONSTRAINT "user_api_keys_version" CHECK ("user_api_keys"."key_version" >= 1)
);
--> statement-breakpoint
CREATE TABLE "user_profiles" (
	"user_id" text PRIMARY KEY NOT NULL,
	"display_name" text,
	"organisation" text,
	"chat_model" text,
	"tabular_model" text,
	"accepted_providers" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"action" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"request_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "object_deletions" (
	"key" text PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "project_members" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"user_id" text,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"invited_by" text NOT NULL,
	"accepted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "project_members_email" UNIQUE("project_id","email"),
	CONSTRAINT "project_members_role" CHECK ("project_members"."role" in ('viewer', 'editor', 'owner')),
	CONSTRAINT "project_members_lower_email" CHECK ("project_members"."email" = lower("project_members"."email")),
	CONSTRAINT "project_members_accepted" CHECK ("project_members"."accepted_at" is null or "project_members"."user_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "project_subfolders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"parent_folder_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "project_subfolders_name" CHECK (length("project_subfolders"."name") between 1 and 200),
	CONSTRAINT "project_subfolders_not_own_parent" CHECK ("project_subfolders"."parent_folder_id" is null or "project_subfolders"."parent_folder_id" <> "project_subfolders"."id")
);
--> statement-breakpoint
CREATE TABLE "projects" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"client_matter_number" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "projects_name" CHECK (length("projects"."name") between 1 and 200)
);
--> statement-breakpoint
CREATE TABLE "seeded_samples" (
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "seeded_samples_user_id_name_pk" PRIMARY KEY("user_id","name")
);
--> statement-breakpoint
CREATE TABLE "review_columns" (
	"id" uuid PRIMARY KEY NOT NULL,
	"review_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"format" text NOT NULL,
	"question" text NOT NULL,
	"tags" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "review_columns_of_review" UNIQUE("review_id","id"),
	CONSTRAINT "review_columns_format" CHECK ("review_columns"."format" in ('text', 'bulleted_list', 'number', 'percentage', 'monetary_amount', 'currency', 'yes_no', 'date', 'tag')),
	CONSTRAINT "review_columns_tags" CHECK ("review_columns"."format" <> 'tag' or jsonb_array_length("review_columns"."tags") >= 2)
);
--> statement-breakpoint
CREATE TABLE "review_documents" (
	"review_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "review_documents_review_id_document_id_pk" PRIMARY KEY("review_id","document_id")
);
--> statement-breakpoint
CREATE TABLE "review_members" (
	"id" uuid PRIMARY KEY NOT NULL,
	"review_id" uuid NOT NULL,
	"user_id" text,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"invited_by" text NOT NULL,
	"accepted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "review_members_email" UNIQUE("review_id","email"),
	CONSTRAINT "review_members_role" CHECK ("review_members"."role" in ('viewer', 'editor', 'owner')),
	CONSTRAINT "review_members_lower_email" CHECK ("review_members"."email" = lower("review_members"."email")),
	CONSTRAINT "review_members_accepted" CHECK ("review_members"."accepted_at" is null or "review_members"."user_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "review_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"review_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"model" text NOT NULL,
	"status" text DEFAULT 'running' NOT NULL,
	"notify" text DEFAULT 'none' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "review_runs_status" CHECK ("review_runs"."status" in ('running', 'done', 'stopped'))
);
--> statement-breakpoint
CREATE TABLE "review_tasks" (
	"run_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"column_ids" jsonb NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	CONSTRAINT "review_tasks_run_id_document_id_pk" PRIMARY KEY("run_id","document_id"),
	CONSTRAINT "review_tasks_status" CHECK ("review_tasks"."status" in ('open', 'done', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "tabular_cells" (
	"id" uuid PRIMARY KEY NOT NULL,
	"review_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"column_id" uuid NOT NULL,
	"version_id" uuid,
	"status" text DEFAULT 'pending' NOT NULL,
	"value" text,
	"flag" text,
	"reasoning" text,
	"citations" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"error_code" text,
	"error_text" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tabular_cells_place" UNIQUE("review_id","document_id","column_id"),
	CONSTRAINT "tabular_cells_status" CHECK ("tabular_cells"."status" in ('pending', 'running', 'done', 'stale', 'unreadable', 'failed')),
	CONSTRAINT "tabular_cells_flag" CHECK ("tabular_cells"."flag" in ('green', 'yellow', 'red', 'grey'))
);
--> statement-breakpoint
CREATE TABLE "tabular_review_chat_messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"chat_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"role" text NOT NULL,
	"parts" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tabular_review_chat_messages_position" UNIQUE("chat_id","position"),
	CONSTRAINT "tabular_review_chat_messages_role" CHECK ("tabular_review_chat_messages"."role" in ('user', 'assistant'))
);
--> statement-breakpoint
CREATE TABLE "tabular_review_chats" (
	"id" uuid PRIMARY KEY NOT NULL,
	"review_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"title" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tabular_reviews" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"title" text NOT NULL,
	"workflow_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tabular_reviews_title" CHECK (length("tabular_reviews"."title") between 1 and 200)
);
--> statement-breakpoint
CREATE TABLE "hidden_workflows" (
	"user_id" text NOT NULL,
	"workflow_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "hidden_workflows_user_id_workflow_id_pk" PRIMARY KEY("user_id","workflow_id")
);
--> statement-breakpoint
CREATE TABLE "workflow_shares" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workflow_id" uuid NOT NULL,
	"shared_by" text NOT NULL,
	"user_id" text,
	"email" text NOT NULL,
	"allow_edit" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "workflow_shares_email" UNIQUE("workflow_id","email"),
	CONSTRAINT "workflow_shares_lower_email" CHECK ("workflow_shares"."email" = lower("workflow_shares"."email"))
);
--> statement-breakpoint
CREATE TABLE "workflows" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"title" text NOT NULL,
	"kind" text NOT NULL,
	"practice_area" text,
	"description" text DEFAULT '' NOT NULL,
	"instructions" text,
	"columns" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "workflows_kind" CHECK ("workflows"."kind" in ('assistant', 'tabular')),
	CONSTRAINT "workflows_content" CHECK (("workflows"."kind" = 'assistant' and "workflows"."instructions" is not null) or ("workflows"."kind" = 'tabular' and "workflows"."columns" is not null))
);
--> statement-breakpoint
ALTER TABLE "chat_messages" ADD CONSTRAINT "chat_messages_chat_id_chats_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."chats"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_run_effects" ADD CONSTRAINT "chat_run_effects_run_id_chat_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."chat_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_run_events" ADD CONSTRAINT "chat_run_events_run_id_chat_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."chat_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_runs" ADD CONSTRAINT "chat_runs_chat_id_chats_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."chats"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_runs" ADD CONSTRAINT "chat_runs_user_message_id_chat_messages_id_fk" FOREIGN KEY ("user_message_id") REFERENCES "public"."chat_messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_runs" ADD CONSTRAINT "chat_runs_message_id_chat_messages_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."chat_messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chats" ADD CONSTRAINT "chats_user_id_user_profiles_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_profiles"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chats" ADD CONSTRAINT "chats_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_edits" ADD CONSTRAINT "document_edits_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_edits" ADD CONSTRAINT "document_edits_version_id_document_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."document_versions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_edits" ADD CONSTRAINT "document_edits_chat_message_id_chat_messages_id_fk" FOREIGN KEY ("chat_message_id") REFERENCES "public"."chat_messages"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_pages" ADD CONSTRAINT "document_pages_version_id_document_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."document_versions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_texts" ADD CONSTRAINT "document_texts_version_id_document_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."document_versions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_versions" ADD CONSTRAINT "document_versions_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_folder_id_project_subfolders_id_fk" FOREIGN KEY ("folder_id") REFERENCES "public"."project_subfolders"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_current_version_id_document_versions_id_fk" FOREIGN KEY ("current_version_id") REFERENCES "public"."document_versions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_api_keys" ADD CONSTRAINT "user_api_keys_user_id_user_profiles_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_profiles"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_members" ADD CONSTRAINT "project_members_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_subfolders" ADD CONSTRAINT "project_subfolders_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_subfolders" ADD CONSTRAINT "project_subfolders_parent_folder_id_project_subfolders_id_fk" FOREIGN KEY ("parent_folder_id") REFERENCES "public"."project_subfolders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_user_id_user_profiles_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_profiles"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_columns" ADD CONSTRAINT "review_columns_review_id_tabular_reviews_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."tabular_reviews"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_documents" ADD CONSTRAINT "review_documents_review_id_tabular_reviews_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."tabular_reviews"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_documents" ADD CONSTRAINT "review_documents_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_members" ADD CONSTRAINT "review_members_review_id_tabular_reviews_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."tabular_reviews"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_runs" ADD CONSTRAINT "review_runs_review_id_tabular_reviews_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."tabular_reviews"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_tasks" ADD CONSTRAINT "review_tasks_run_id_review_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."review_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tabular_cells" ADD CONSTRAINT "tabular_cells_row" FOREIGN KEY ("review_id","document_id") REFERENCES "public"."review_documents"("review_id","document_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tabular_cells" ADD CONSTRAINT "tabular_cells_column" FOREIGN KEY ("review_id","column_id") REFERENCES "public"."review_columns"("review_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tabular_review_chat_messages" ADD CONSTRAINT "tabular_review_chat_messages_chat_id_tabular_review_chats_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."tabular_review_chats"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tabular_review_chats" ADD CONSTRAINT "tabular_review_chats_review_id_tabular_reviews_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."tabular_reviews"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tabular_reviews" ADD CONSTRAINT "tabular_reviews_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tabular_reviews" ADD CONSTRAINT "tabular_reviews_user_id_user_profiles_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_profiles"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hidden_workflows" ADD CONSTRAINT "hidden_workflows_user_id_user_profiles_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_profiles"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workflow_shares" ADD CONSTRAINT "workflow_shares_workflow_id_workflows_id_fk" FOREIGN KEY ("workflow_id") REFERENCES "public"."workflows"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workflows" ADD CONSTRAINT "workflows_user_id_user_profiles_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_profiles"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "chat_runs_one_active" ON "chat_runs" USING btree ("chat_id") WHERE "chat_runs"."status" in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "chat_runs_lease" ON "chat_runs" USING btree ("lease_expires_at") WHERE "chat_runs"."status" in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "chat_runs_message" ON "chat_runs" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "chats_user" ON "chats" USING btree ("user_id","updated_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "chats_project" ON "chats" USING btree ("project_id","updated_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "document_edits_version" ON "document_edits" USING btree ("version_id");--> statement-breakpoint
CREATE INDEX "document_edits_message" ON "document_edits" USING btree ("chat_message_id");--> statement-breakpoint
CREATE INDEX "document_texts_search" ON "document_texts" USING gin ("search");--> statement-breakpoint
CREATE INDEX "document_versions_unfinished" ON "document_versions" USING btree ("status_since") WHERE "document_versions"."status" in ('queued', 'converting');--> statement-breakpoint
CREATE INDEX "documents_project" ON "documents" USING btree ("project_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "documents_folder" ON "documents" USING btree ("folder_id");--> statement-breakpoint
CREATE INDEX "documents_user" ON "documents" USING btree ("user_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "uploads_open" ON "uploads" USING btree ("expires_at") WHERE "uploads"."status" = 'open';--> statement-breakpoint
CREATE INDEX "audit_events_subject" ON "audit_events" USING btree ("subject_type","subject_id");--> statement-breakpoint
CREATE INDEX "audit_events_user" ON "audit_events" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "project_members_user" ON "project_members" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "project_subfolders_project" ON "project_subfolders" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "projects_user" ON "projects" USING btree ("user_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "review_columns_review" ON "review_columns" USING btree ("review_id","position");--> statement-breakpoint
CREATE INDEX "review_documents_document" ON "review_documents" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "review_members_user" ON "review_members" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "review_runs_one_active" ON "review_runs" USING btree ("review_id") WHERE "review_runs"."status" = 'running';--> statement-breakpoint
CREATE INDEX "tabular_review_chats_review" ON "tabular_review_chats" USING btree ("review_id","updated_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "tabular_reviews_user" ON "tabular_reviews" USING btree ("user_id","updated_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "tabular_reviews_project" ON "tabular_reviews" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "workflow_shares_user" ON "workflow_shares" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "workflows_user" ON "workflows" USING btree ("user_id","updated_at" DESC NULLS LAST);