using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CampusPhoto.Infrastructure.Persistence.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class QueueOfWhatWaits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Orders_CampaignId_QueuedAt_Number",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_Orders_QueuedAt_Number",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_Orders_ReviewStage_SchoolId_QueuedAt_Number",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_Orders_SchoolId_QueuedAt_Number",
                table: "Orders");

            migrationBuilder.AlterColumn<DateTime>(
                name: "QueuedAt",
                table: "Orders",
                type: "datetime2",
                nullable: true,
                oldClrType: typeof(DateTime),
                oldType: "datetime2");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_CampaignId_QueuedAt_Number",
                table: "Orders",
                columns: new[] { "CampaignId", "QueuedAt", "Number" },
                filter: "[QueuedAt] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_QueuedAt_Number",
                table: "Orders",
                columns: new[] { "QueuedAt", "Number" },
                filter: "[QueuedAt] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_ReviewStage_SchoolId_QueuedAt_Number",
                table: "Orders",
                columns: new[] { "ReviewStage", "SchoolId", "QueuedAt", "Number" },
                filter: "[QueuedAt] IS NOT NULL AND [RefundStatus] <> 'Requested'");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_SchoolId_QueuedAt_Number",
                table: "Orders",
                columns: new[] { "SchoolId", "QueuedAt", "Number" },
                filter: "[QueuedAt] IS NOT NULL");

            migrationBuilder.Sql("""UPDATE "Orders" SET "QueuedAt" = NULL WHERE "Status" <> 'PendingReview';""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""UPDATE "Orders" SET "QueuedAt" = "PlacedAt" WHERE "QueuedAt" IS NULL;""");

            migrationBuilder.DropIndex(
                name: "IX_Orders_CampaignId_QueuedAt_Number",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_Orders_QueuedAt_Number",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_Orders_ReviewStage_SchoolId_QueuedAt_Number",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_Orders_SchoolId_QueuedAt_Number",
                table: "Orders");

            migrationBuilder.AlterColumn<DateTime>(
                name: "QueuedAt",
                table: "Orders",
                type: "datetime2",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified),
                oldClrType: typeof(DateTime),
                oldType: "datetime2",
                oldNullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Orders_CampaignId_QueuedAt_Number",
                table: "Orders",
                columns: new[] { "CampaignId", "QueuedAt", "Number" },
                filter: "[Status] = 'PendingReview'");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_QueuedAt_Number",
                table: "Orders",
                columns: new[] { "QueuedAt", "Number" },
                filter: "[Status] = 'PendingReview'");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_ReviewStage_SchoolId_QueuedAt_Number",
                table: "Orders",
                columns: new[] { "ReviewStage", "SchoolId", "QueuedAt", "Number" },
                filter: "[Status] = 'PendingReview' AND [RefundStatus] <> 'Requested'");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_SchoolId_QueuedAt_Number",
                table: "Orders",
                columns: new[] { "SchoolId", "QueuedAt", "Number" },
                filter: "[Status] = 'PendingReview'");
        }
    }
}
