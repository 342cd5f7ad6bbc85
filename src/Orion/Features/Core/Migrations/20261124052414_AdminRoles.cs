using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Orion.Features.Core.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(OrionDb))]
    [Migration("20261124052414_AdminRoles")]
    public sealed class AdminRoles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "admin_role",
                table: "users",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            // Whoever operated the installation before goes on as an operator.
            migrationBuilder.Sql("update users set admin_role = 'Operator' where is_admin");

            // The column itself stays for the nodes that still run what came before; nothing new reads or writes it.
            migrationBuilder.Sql("alter table users alter column is_admin set default false");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("alter table users alter column is_admin drop default");
            migrationBuilder.Sql("update users set is_admin = true where admin_role = 'Operator'");

            migrationBuilder.DropColumn(
                name: "admin_role",
                table: "users");
        }
    }
}
