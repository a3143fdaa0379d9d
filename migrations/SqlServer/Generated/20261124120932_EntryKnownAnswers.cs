using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CentralOps.Migrations.SqlServer.Generated
{
    /// <inheritdoc />
    public partial class EntryKnownAnswers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "EntryKeyboards",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Keys = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    ChangedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EntryKeyboards", x => x.UserId);
                });

            migrationBuilder.CreateTable(
                name: "EntryKnownAnswerKeyings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    KnownAnswerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UserId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ItemId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FieldCode = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    TemplateKey = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    OnSheet = table.Column<bool>(type: "bit", nullable: false),
                    Right = table.Column<bool>(type: "bit", nullable: false),
                    Illegible = table.Column<bool>(type: "bit", nullable: false),
                    Milliseconds = table.Column<int>(type: "int", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EntryKnownAnswerKeyings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "EntryKnownAnswers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CaseId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FieldCode = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    FieldType = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    SliceHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    TemplateKey = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    Keyers = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Active = table.Column<bool>(type: "bit", nullable: false),
                    AddedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EntryKnownAnswers", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_EntryKnownAnswerKeyings_At",
                table: "EntryKnownAnswerKeyings",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_EntryKnownAnswerKeyings_ItemId",
                table: "EntryKnownAnswerKeyings",
                column: "ItemId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_EntryKnownAnswerKeyings_KnownAnswerId_UserId",
                table: "EntryKnownAnswerKeyings",
                columns: new[] { "KnownAnswerId", "UserId" });

            migrationBuilder.CreateIndex(
                name: "IX_EntryKnownAnswers_Active_FieldType",
                table: "EntryKnownAnswers",
                columns: new[] { "Active", "FieldType" });

            migrationBuilder.CreateIndex(
                name: "IX_EntryKnownAnswers_CaseId_FieldCode",
                table: "EntryKnownAnswers",
                columns: new[] { "CaseId", "FieldCode" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "EntryKeyboards");

            migrationBuilder.DropTable(
                name: "EntryKnownAnswerKeyings");

            migrationBuilder.DropTable(
                name: "EntryKnownAnswers");
        }
    }
}
