using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CentralOps.Migrations.SqlServer.Generated
{
    /// <inheritdoc />
    public partial class SchedulingDailyRuns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "SchedulingDailyRuns",
                columns: table => new
                {
                    Job = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    StartedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SchedulingDailyRuns", x => new { x.Job, x.Day });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SchedulingDailyRuns");
        }
    }
}
