using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CampusPhoto.Infrastructure.Persistence.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class OfficeWork : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "SpecificationOverrides",
                table: "Orders",
                type: "character varying(4000)",
                maxLength: 4000,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<int>(
                name: "OverridesVersion",
                table: "Campaigns",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "RemindingSince",
                table: "Campaigns",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Sessions_EndedAt",
                table: "Sessions",
                column: "EndedAt",
                filter: "\"EndedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_ReviewStage_SchoolId_QueuedAt_Number",
                table: "Orders",
                columns: new[] { "ReviewStage", "SchoolId", "QueuedAt", "Number" },
                filter: "\"Status\" = 'PendingReview' AND \"RefundStatus\" <> 'Requested'");

            migrationBuilder.CreateIndex(
                name: "IX_Campaigns_RemindingSince",
                table: "Campaigns",
                column: "RemindingSince",
                filter: "\"RemindingSince\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Sessions_EndedAt",
                table: "Sessions");

            migrationBuilder.DropIndex(
                name: "IX_Orders_ReviewStage_SchoolId_QueuedAt_Number",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_Campaigns_RemindingSince",
                table: "Campaigns");

            migrationBuilder.DropColumn(
                name: "SpecificationOverrides",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "OverridesVersion",
                table: "Campaigns");

            migrationBuilder.DropColumn(
                name: "RemindingSince",
                table: "Campaigns");
        }
    }
}
