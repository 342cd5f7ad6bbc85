using System;
using System.Net;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Orion.Features.Core.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(OrionDb))]
    [Migration("20261123230200_SessionPlaces")]
    public sealed class SessionPlaces : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<IPAddress>(
                name: "address",
                table: "user_sessions",
                type: "inet",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "former_hash",
                table: "user_sessions",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "refresh_salt",
                table: "user_sessions",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "rotated_at",
                table: "user_sessions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "seen_at",
                table: "user_sessions",
                type: "timestamp with time zone",
                nullable: false,
                defaultValueSql: "now()");

            migrationBuilder.AddColumn<string>(
                name: "user_agent",
                table: "user_sessions",
                type: "character varying(300)",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<IPAddress>(
                name: "address",
                table: "customer_sessions",
                type: "inet",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "former_hash",
                table: "customer_sessions",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "refresh_salt",
                table: "customer_sessions",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "rotated_at",
                table: "customer_sessions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "seen_at",
                table: "customer_sessions",
                type: "timestamp with time zone",
                nullable: false,
                defaultValueSql: "now()");

            migrationBuilder.AddColumn<string>(
                name: "user_agent",
                table: "customer_sessions",
                type: "character varying(300)",
                maxLength: 300,
                nullable: false,
                defaultValue: "");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "address",
                table: "user_sessions");

            migrationBuilder.DropColumn(
                name: "former_hash",
                table: "user_sessions");

            migrationBuilder.DropColumn(
                name: "refresh_salt",
                table: "user_sessions");

            migrationBuilder.DropColumn(
                name: "rotated_at",
                table: "user_sessions");

            migrationBuilder.DropColumn(
                name: "seen_at",
                table: "user_sessions");

            migrationBuilder.DropColumn(
                name: "user_agent",
                table: "user_sessions");

            migrationBuilder.DropColumn(
                name: "address",
                table: "customer_sessions");

            migrationBuilder.DropColumn(
                name: "former_hash",
                table: "customer_sessions");

            migrationBuilder.DropColumn(
                name: "refresh_salt",
                table: "customer_sessions");

            migrationBuilder.DropColumn(
                name: "rotated_at",
                table: "customer_sessions");

            migrationBuilder.DropColumn(
                name: "seen_at",
                table: "customer_sessions");

            migrationBuilder.DropColumn(
                name: "user_agent",
                table: "customer_sessions");
        }
    }
}
