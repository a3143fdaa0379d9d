using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CentralOps.Migrations.PostgreSql.Generated
{
    /// <inheritdoc />
    public partial class RecognitionTruths : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Calibration",
                table: "CaseFieldOutcomes",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "Eligible",
                table: "CaseFieldOutcomes",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Engine",
                table: "CaseFieldOutcomes",
                type: "character varying(80)",
                maxLength: 80,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "FieldType",
                table: "CaseFieldOutcomes",
                type: "character varying(30)",
                maxLength: 30,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Keyers",
                table: "CaseFieldOutcomes",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "SliceHash",
                table: "CaseFieldOutcomes",
                type: "character varying(80)",
                maxLength: 80,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "TemplateVersion",
                table: "CaseFieldOutcomes",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "CasePayees",
                columns: table => new
                {
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    PayerAccount = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    PayeeAccount = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    PayeeName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    PayeeBank = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CasePayees", x => x.CaseId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_CasePayees_PayerAccount_At",
                table: "CasePayees",
                columns: new[] { "PayerAccount", "At" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CasePayees");

            migrationBuilder.DropColumn(
                name: "Calibration",
                table: "CaseFieldOutcomes");

            migrationBuilder.DropColumn(
                name: "Eligible",
                table: "CaseFieldOutcomes");

            migrationBuilder.DropColumn(
                name: "Engine",
                table: "CaseFieldOutcomes");

            migrationBuilder.DropColumn(
                name: "FieldType",
                table: "CaseFieldOutcomes");

            migrationBuilder.DropColumn(
                name: "Keyers",
                table: "CaseFieldOutcomes");

            migrationBuilder.DropColumn(
                name: "SliceHash",
                table: "CaseFieldOutcomes");

            migrationBuilder.DropColumn(
                name: "TemplateVersion",
                table: "CaseFieldOutcomes");
        }
    }
}
