using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CentralOps.Migrations.Sqlite.Generated
{
    /// <inheritdoc />
    public partial class ConfigurationDrafts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "BasedOn",
                table: "ConfigurationVersions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "ChangedAt",
                table: "ConfigurationVersions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "ChangedBy",
                table: "ConfigurationVersions",
                type: "TEXT",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Editors",
                table: "ConfigurationVersions",
                type: "TEXT",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Note",
                table: "ConfigurationVersions",
                type: "TEXT",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "Stamp",
                table: "ConfigurationVersions",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<string>(
                name: "TestNote",
                table: "ConfigurationVersions",
                type: "TEXT",
                maxLength: 400,
                nullable: false,
                defaultValue: "");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "BasedOn",
                table: "ConfigurationVersions");

            migrationBuilder.DropColumn(
                name: "ChangedAt",
                table: "ConfigurationVersions");

            migrationBuilder.DropColumn(
                name: "ChangedBy",
                table: "ConfigurationVersions");

            migrationBuilder.DropColumn(
                name: "Editors",
                table: "ConfigurationVersions");

            migrationBuilder.DropColumn(
                name: "Note",
                table: "ConfigurationVersions");

            migrationBuilder.DropColumn(
                name: "Stamp",
                table: "ConfigurationVersions");

            migrationBuilder.DropColumn(
                name: "TestNote",
                table: "ConfigurationVersions");
        }
    }
}
