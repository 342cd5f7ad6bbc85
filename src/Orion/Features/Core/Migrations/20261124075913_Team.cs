using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Orion.Features.Core.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(OrionDb))]
    [Migration("20261124075913_Team")]
    public sealed class Team : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Row security holds for whoever migrates too, and its policies want a store to compare with: one that there isn't.
            migrationBuilder.Sql("select set_config('orion.store_id', '00000000-0000-0000-0000-000000000000', true)");

            migrationBuilder.DropIndex(
                name: "ix_store_members_store_id_user_id",
                table: "store_members");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "last_seen_at",
                table: "store_members",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "role_id",
                table: "store_members",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddUniqueConstraint(
                name: "ak_store_member_store_id_user_id",
                table: "store_members",
                columns: new[] { "store_id", "user_id" });

            migrationBuilder.CreateTable(
                name: "api_keys",
                columns: table => new
                {
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    prefix = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    secret_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    permissions = table.Column<List<string>>(type: "text[]", nullable: false),
                    made_by = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    replaced_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_api_keys", x => new { x.store_id, x.id });
                    table.ForeignKey(
                        name: "fk_api_keys_store_store_id",
                        column: x => x.store_id,
                        principalTable: "stores",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ownership_offers",
                columns: table => new
                {
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    to_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    stays = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ownership_offers", x => new { x.store_id, x.id });
                    table.ForeignKey(
                        name: "fk_ownership_offers_store_member_store_id_from_user_id",
                        columns: x => new { x.store_id, x.from_user_id },
                        principalTable: "store_members",
                        principalColumns: new[] { "store_id", "user_id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_ownership_offers_store_member_store_id_to_user_id",
                        columns: x => new { x.store_id, x.to_user_id },
                        principalTable: "store_members",
                        principalColumns: new[] { "store_id", "user_id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_ownership_offers_store_store_id",
                        column: x => x.store_id,
                        principalTable: "stores",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "store_invitations",
                columns: table => new
                {
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    role_id = table.Column<Guid>(type: "uuid", nullable: true),
                    invited_by = table.Column<Guid>(type: "uuid", nullable: true),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    mails = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    accepted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_store_invitations", x => new { x.store_id, x.id });
                    table.ForeignKey(
                        name: "fk_store_invitations_store_store_id",
                        column: x => x.store_id,
                        principalTable: "stores",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "store_roles",
                columns: table => new
                {
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    description = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    permissions = table.Column<List<string>>(type: "text[]", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_store_roles", x => new { x.store_id, x.id });
                    table.ForeignKey(
                        name: "fk_store_roles_store_store_id",
                        column: x => x.store_id,
                        principalTable: "stores",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_store_members_store_id_role_id",
                table: "store_members",
                columns: new[] { "store_id", "role_id" });

            migrationBuilder.CreateIndex(
                name: "ix_api_keys_store_id_made_by",
                table: "api_keys",
                columns: new[] { "store_id", "made_by" });

            migrationBuilder.CreateIndex(
                name: "ix_api_keys_store_id_prefix",
                table: "api_keys",
                columns: new[] { "store_id", "prefix" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_ownership_offers_store_id",
                table: "ownership_offers",
                column: "store_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_ownership_offers_store_id_from_user_id",
                table: "ownership_offers",
                columns: new[] { "store_id", "from_user_id" });

            migrationBuilder.CreateIndex(
                name: "ix_ownership_offers_store_id_to_user_id",
                table: "ownership_offers",
                columns: new[] { "store_id", "to_user_id" });

            migrationBuilder.CreateIndex(
                name: "ix_store_invitations_store_id_email",
                table: "store_invitations",
                columns: new[] { "store_id", "email" },
                unique: true,
                filter: "accepted_at is null and withdrawn_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_store_invitations_store_id_invited_by",
                table: "store_invitations",
                columns: new[] { "store_id", "invited_by" });

            migrationBuilder.CreateIndex(
                name: "ix_store_invitations_store_id_token_hash",
                table: "store_invitations",
                columns: new[] { "store_id", "token_hash" });

            migrationBuilder.CreateIndex(
                name: "ix_store_roles_store_id_name",
                table: "store_roles",
                columns: new[] { "store_id", "name" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_store_members_team_role_store_id_role_id",
                table: "store_members",
                columns: new[] { "store_id", "role_id" },
                principalTable: "store_roles",
                principalColumns: new[] { "store_id", "id" },
                onDelete: ReferentialAction.Restrict);

            // A member who leaves is forgotten here, and nothing but the member: the column list keeps the store.
            migrationBuilder.Sql(
                """
                alter table api_keys add constraint fk_api_keys_store_member_store_id_made_by
                    foreign key (store_id, made_by) references store_members (store_id, user_id) on delete set null (made_by);
                alter table store_invitations add constraint fk_store_invitations_store_members_store_id_invited_by
                    foreign key (store_id, invited_by) references store_members (store_id, user_id) on delete set null (invited_by);
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_store_members_team_role_store_id_role_id",
                table: "store_members");

            migrationBuilder.DropTable(
                name: "api_keys");

            migrationBuilder.DropTable(
                name: "ownership_offers");

            migrationBuilder.DropTable(
                name: "store_invitations");

            migrationBuilder.DropTable(
                name: "store_roles");

            migrationBuilder.DropUniqueConstraint(
                name: "ak_store_member_store_id_user_id",
                table: "store_members");

            migrationBuilder.DropIndex(
                name: "ix_store_members_store_id_role_id",
                table: "store_members");

            migrationBuilder.DropColumn(
                name: "last_seen_at",
                table: "store_members");

            migrationBuilder.DropColumn(
                name: "role_id",
                table: "store_members");

            migrationBuilder.CreateIndex(
                name: "ix_store_members_store_id_user_id",
                table: "store_members",
                columns: new[] { "store_id", "user_id" },
                unique: true);
        }
    }
}
