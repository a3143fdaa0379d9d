using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CentralOps.Migrations.SqlServer.Generated
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
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ChangedAt",
                table: "ConfigurationVersions",
                type: "datetimeoffset",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<string>(
                name: "ChangedBy",
                table: "ConfigurationVersions",
                type: "nvarchar(100)",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Editors",
                table: "ConfigurationVersions",
                type: "nvarchar(1000)",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Note",
                table: "ConfigurationVersions",
                type: "nvarchar(400)",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "Stamp",
                table: "ConfigurationVersions",
                type: "uniqueidentifier",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<string>(
                name: "TestNote",
                table: "ConfigurationVersions",
                type: "nvarchar(400)",
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
