using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Orion.Features.Core.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(OrionDb))]
    [Migration("20261123232303_SigningKeyStates")]
    public sealed class SigningKeyStates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_sealed",
                table: "signing_keys",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "signing_since",
                table: "signing_keys",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "state",
                table: "signing_keys",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Current");

            migrationBuilder.CreateIndex(
                name: "ix_signing_keys_state",
                table: "signing_keys",
                column: "state",
                unique: true,
                filter: "state <> 'Retired'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_signing_keys_state",
                table: "signing_keys");

            migrationBuilder.DropColumn(
                name: "is_sealed",
                table: "signing_keys");

            migrationBuilder.DropColumn(
                name: "signing_since",
                table: "signing_keys");

            migrationBuilder.DropColumn(
                name: "state",
                table: "signing_keys");
        }
    }
}
