using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Orion.Framework.Audit.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(OrionDb))]
    [Migration("20261123223805_Audit")]
    public sealed class Audit : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audit_logs",
                columns: table => new
                {
                    store_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor_kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    actor_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    on_behalf_of_id = table.Column<Guid>(type: "uuid", nullable: true),
                    on_behalf_of_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    action = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    entity = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    entity_id = table.Column<Guid>(type: "uuid", nullable: true),
                    entity_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    before = table.Column<string>(type: "jsonb", maxLength: 4000, nullable: true),
                    after = table.Column<string>(type: "jsonb", maxLength: 4000, nullable: true),
                    address = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    correlation_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_logs", x => new { x.store_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_audit_logs_id",
                table: "audit_logs",
                column: "id");

            migrationBuilder.CreateIndex(
                name: "ix_audit_logs_store_id_actor_id_id",
                table: "audit_logs",
                columns: new[] { "store_id", "actor_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_logs_store_id_entity_entity_id_id",
                table: "audit_logs",
                columns: new[] { "store_id", "entity", "entity_id", "id" });

            migrationBuilder.Sql(AuditSql.Guard);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit_logs");

            migrationBuilder.Sql("drop function audit_logs_guard()");
        }
    }
}
