using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CentralOps.Migrations.PostgreSql.Generated
{
    /// <inheritdoc />
    public partial class DutyOffers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "OfferedAt",
                table: "DispatchDutySessions",
                type: "timestamp with time zone",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "OfferedAt",
                table: "DispatchDutySessions");
        }
    }
}
