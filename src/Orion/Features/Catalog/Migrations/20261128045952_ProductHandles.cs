using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Orion.Features.Catalog.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(OrionDb))]
    [Migration("20261128045952_ProductHandles")]
    public sealed class ProductHandles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "handle",
                table: "products",
                type: "character varying(255)",
                maxLength: 255,
                nullable: true);

            // What was imported before was known by its address, and is marked: an import replaces it by what the file calls it. Row security is forced on the owner of the table as well, and shows no
            // two stores at once; it is forced again before anybody else sees the table.
            migrationBuilder.Sql(
                """
                alter table products no force row level security;
                update products set handle = slug, metadata = metadata || '{"handleIsAddress": true}';
                alter table products force row level security;
                """);

            migrationBuilder.CreateIndex(
                name: "ix_products_store_id_handle",
                table: "products",
                columns: new[] { "store_id", "handle" },
                unique: true,
                filter: "deleted_at is null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                alter table products no force row level security;
                update products set metadata = metadata - 'handleIsAddress' where metadata ? 'handleIsAddress';
                alter table products force row level security;
                """);

            migrationBuilder.DropIndex(
                name: "ix_products_store_id_handle",
                table: "products");

            migrationBuilder.DropColumn(
                name: "handle",
                table: "products");
        }
    }
}
