using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Orion.Features.Orders.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(OrionDb))]
    [Migration("20261128043434_OrderMails")]
    public sealed class OrderMails : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "request",
                table: "orders",
                type: "bytea",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<string[]>(
                name: "undelivered_mails",
                table: "orders",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.CreateIndex(
                name: "ix_orders_store_id_undelivered",
                table: "orders",
                column: "store_id",
                filter: "cardinality(undelivered_mails) > 0");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_orders_store_id_undelivered",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "request",
                table: "orders");

            migrationBuilder.DropColumn(
                name: "undelivered_mails",
                table: "orders");
        }
    }
}
