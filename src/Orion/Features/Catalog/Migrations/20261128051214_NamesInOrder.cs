using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Orion.Features.Catalog.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(OrionDb))]
    [Migration("20261128051214_NamesInOrder")]
    public sealed class NamesInOrder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_product_documents_store_id_name_id",
                table: "product_documents");

            migrationBuilder.CreateIndex(
                name: "ix_product_documents_store_id_name_id",
                table: "product_documents",
                columns: new[] { "store_id", "name", "id" })
                .Annotation("Relational:Collation", new[] { "", "und-x-icu", "" });

            // What was folded by an older fold is folded again, in all stores: the owner passes row security for this one statement.
            migrationBuilder.Sql(
                """
                alter table product_documents no force row level security;
                update product_documents set search_text = fold(search_text) where search_text <> fold(search_text);
                alter table product_documents force row level security;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_product_documents_store_id_name_id",
                table: "product_documents");

            migrationBuilder.CreateIndex(
                name: "ix_product_documents_store_id_name_id",
                table: "product_documents",
                columns: new[] { "store_id", "name", "id" });
        }
    }
}
