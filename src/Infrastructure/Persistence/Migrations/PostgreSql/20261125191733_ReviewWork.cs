using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CampusPhoto.Infrastructure.Persistence.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class ReviewWork : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Orders_SchoolId",
                table: "Orders");

            migrationBuilder.AddColumn<Guid>(
                name: "FirstOpinionBy",
                table: "Orders",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsAppealed",
                table: "Orders",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTime>(
                name: "QueuedAt",
                table: "Orders",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<string>(
                name: "ReviewStage",
                table: "Orders",
                type: "character varying(32)",
                unicode: false,
                maxLength: 32,
                nullable: false,
                defaultValue: "First",
                collation: "C");

            migrationBuilder.AddColumn<Guid>(
                name: "SecondOpinionBy",
                table: "Orders",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "OpinionOnly",
                table: "OrderReviews",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Stage",
                table: "OrderReviews",
                type: "character varying(32)",
                unicode: false,
                maxLength: 32,
                nullable: false,
                defaultValue: "First",
                collation: "C");

            migrationBuilder.AddColumn<long>(
                name: "Took",
                table: "OrderReviews",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Upheld",
                table: "OrderReviews",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ReviewPriority",
                table: "Campaigns",
                type: "character varying(32)",
                unicode: false,
                maxLength: 32,
                nullable: false,
                defaultValue: "Ordinary",
                collation: "C");

            migrationBuilder.AddColumn<int>(
                name: "SecondOpinionPercent",
                table: "Campaigns",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ReviewTurns",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Served = table.Column<long>(type: "bigint", nullable: false),
                    School = table.Column<Guid>(type: "uuid", nullable: false),
                    Raised = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReviewTurns", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_CampaignId_QueuedAt_Number",
                table: "Orders",
                columns: new[] { "CampaignId", "QueuedAt", "Number" },
                filter: "\"Status\" = 'PendingReview'");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_CampaignId_Status",
                table: "Orders",
                columns: new[] { "CampaignId", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_QueuedAt_Number",
                table: "Orders",
                columns: new[] { "QueuedAt", "Number" },
                filter: "\"Status\" = 'PendingReview'");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_SchoolId_QueuedAt_Number",
                table: "Orders",
                columns: new[] { "SchoolId", "QueuedAt", "Number" },
                filter: "\"Status\" = 'PendingReview'");

            migrationBuilder.CreateIndex(
                name: "IX_OrderReviews_At",
                table: "OrderReviews",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_OrderReviews_ReviewerId_At",
                table: "OrderReviews",
                columns: new[] { "ReviewerId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Campaigns_ReviewPriority",
                table: "Campaigns",
                column: "ReviewPriority",
                filter: "\"ReviewPriority\" = 'Raised'");

            // Orders that waited before there was this column wait since they came to review, or since they were placed.
            migrationBuilder.Sql(
                """
                UPDATE "Orders" SET "QueuedAt" = COALESCE(
                    (SELECT MAX(t."At") FROM "OrderTransitions" AS t
                     WHERE t."OrderId" = "Orders"."Id" AND t."To" = 'PendingReview' AND t."From" <> 'PendingReview'),
                    "PlacedAt");
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ReviewTurns");

            migrationBuilder.DropIndex(
                name: "IX_Orders_CampaignId_QueuedAt_Number",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_Orders_CampaignId_Status",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_Orders_QueuedAt_Number",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_Orders_SchoolId_QueuedAt_Number",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_OrderReviews_At",
                table: "OrderReviews");

            migrationBuilder.DropIndex(
                name: "IX_OrderReviews_ReviewerId_At",
                table: "OrderReviews");

            migrationBuilder.DropIndex(
                name: "IX_Campaigns_ReviewPriority",
                table: "Campaigns");

            migrationBuilder.DropColumn(
                name: "FirstOpinionBy",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "IsAppealed",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "QueuedAt",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "ReviewStage",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "SecondOpinionBy",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "OpinionOnly",
                table: "OrderReviews");

            migrationBuilder.DropColumn(
                name: "Stage",
                table: "OrderReviews");

            migrationBuilder.DropColumn(
                name: "Took",
                table: "OrderReviews");

            migrationBuilder.DropColumn(
                name: "Upheld",
                table: "OrderReviews");

            migrationBuilder.DropColumn(
                name: "ReviewPriority",
                table: "Campaigns");

            migrationBuilder.DropColumn(
                name: "SecondOpinionPercent",
                table: "Campaigns");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_SchoolId",
                table: "Orders",
                column: "SchoolId");
        }
    }
}
