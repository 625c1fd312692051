using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CampusPhoto.Infrastructure.Persistence.Migrations.Sqlite
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

            // Another column in its place: to alter it, the whole table would be written anew, and outside the transaction.
            migrationBuilder.Sql(
                """
                ALTER TABLE "Orders" RENAME COLUMN "QueuedAt" TO "QueuedAtOnce";
                ALTER TABLE "Orders" ADD COLUMN "QueuedAt" TEXT NULL;
                UPDATE "Orders" SET "QueuedAt" = "QueuedAtOnce" WHERE "Status" = 'PendingReview';
                ALTER TABLE "Orders" DROP COLUMN "QueuedAtOnce";
                """);

            migrationBuilder.CreateIndex(
                name: "IX_Orders_CampaignId_QueuedAt_Number",
                table: "Orders",
                columns: new[] { "CampaignId", "QueuedAt", "Number" },
                filter: "\"QueuedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_QueuedAt_Number",
                table: "Orders",
                columns: new[] { "QueuedAt", "Number" },
                filter: "\"QueuedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_ReviewStage_SchoolId_QueuedAt_Number",
                table: "Orders",
                columns: new[] { "ReviewStage", "SchoolId", "QueuedAt", "Number" },
                filter: "\"QueuedAt\" IS NOT NULL AND \"RefundStatus\" <> 'Requested'");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_SchoolId_QueuedAt_Number",
                table: "Orders",
                columns: new[] { "SchoolId", "QueuedAt", "Number" },
                filter: "\"QueuedAt\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
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

            migrationBuilder.Sql(
                """
                ALTER TABLE "Orders" RENAME COLUMN "QueuedAt" TO "QueuedAtIfWaiting";
                ALTER TABLE "Orders" ADD COLUMN "QueuedAt" TEXT NOT NULL DEFAULT '0001-01-01 00:00:00';
                UPDATE "Orders" SET "QueuedAt" = COALESCE("QueuedAtIfWaiting", "PlacedAt");
                ALTER TABLE "Orders" DROP COLUMN "QueuedAtIfWaiting";
                """);

            migrationBuilder.CreateIndex(
                name: "IX_Orders_CampaignId_QueuedAt_Number",
                table: "Orders",
                columns: new[] { "CampaignId", "QueuedAt", "Number" },
                filter: "\"Status\" = 'PendingReview'");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_QueuedAt_Number",
                table: "Orders",
                columns: new[] { "QueuedAt", "Number" },
                filter: "\"Status\" = 'PendingReview'");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_ReviewStage_SchoolId_QueuedAt_Number",
                table: "Orders",
                columns: new[] { "ReviewStage", "SchoolId", "QueuedAt", "Number" },
                filter: "\"Status\" = 'PendingReview' AND \"RefundStatus\" <> 'Requested'");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_SchoolId_QueuedAt_Number",
                table: "Orders",
                columns: new[] { "SchoolId", "QueuedAt", "Number" },
                filter: "\"Status\" = 'PendingReview'");
        }
    }
}
