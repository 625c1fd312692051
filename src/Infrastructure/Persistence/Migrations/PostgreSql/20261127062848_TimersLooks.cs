using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CampusPhoto.Infrastructure.Persistence.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class TimersLooks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_Orders_LeaseExpiresAt",
                table: "Orders",
                column: "LeaseExpiresAt",
                filter: "\"LeaseExpiresAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_Status_ResubmissionEndsAt",
                table: "Orders",
                columns: new[] { "Status", "ResubmissionEndsAt" },
                filter: "\"ResubmissionDeadline\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Orders_LeaseExpiresAt",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_Orders_Status_ResubmissionEndsAt",
                table: "Orders");
        }
    }
}
