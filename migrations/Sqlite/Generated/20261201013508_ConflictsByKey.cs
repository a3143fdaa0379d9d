using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CentralOps.Migrations.Sqlite.Generated
{
    /// <inheritdoc />
    public partial class ConflictsByKey : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_DispatchConflicts_Key",
                table: "DispatchConflicts",
                column: "Key");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_DispatchConflicts_Key",
                table: "DispatchConflicts");
        }
    }
}
