using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CampusPhoto.Infrastructure.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class StudentEntrances : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Orders_CampaignId_StudentHash",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_Orders_EnrolmentId",
                table: "Orders");

            migrationBuilder.CreateTable(
                name: "Reprints",
                columns: table => new
                {
                    OrderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SourceOrderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Delivery = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: false),
                    Recipient = table.Column<string>(type: "TEXT", unicode: false, maxLength: 222, nullable: true),
                    Phone = table.Column<string>(type: "TEXT", unicode: false, maxLength: 142, nullable: true),
                    Address = table.Column<string>(type: "TEXT", unicode: false, maxLength: 862, nullable: true),
                    Job_OfferId = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Job_Paper = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    Job_Postage = table.Column<long>(type: "INTEGER", nullable: false),
                    Job_SheetPrice = table.Column<long>(type: "INTEGER", nullable: false),
                    Job_Sheets = table.Column<int>(type: "INTEGER", nullable: false),
                    Job_WidthMm = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reprints", x => x.OrderId);
                    table.ForeignKey(
                        name: "FK_Reprints_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Reprints_Orders_OrderId",
                        column: x => x.OrderId,
                        principalTable: "Orders",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_CampaignId_StudentHash",
                table: "Orders",
                columns: new[] { "CampaignId", "StudentHash" },
                unique: true,
                filter: "\"Kind\" <> 'Reprint' AND \"Status\" <> 'Cancelled'");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_Reprints",
                table: "Orders",
                columns: new[] { "PlacedAt", "Number" },
                filter: "\"Kind\" = 'Reprint'");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_UnpaidReprint",
                table: "Orders",
                column: "EnrolmentId",
                unique: true,
                filter: "\"Kind\" = 'Reprint' AND \"Status\" = 'PendingPayment'");

            migrationBuilder.CreateIndex(
                name: "IX_Reprints_AccountId",
                table: "Reprints",
                column: "AccountId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Reprints");

            migrationBuilder.DropIndex(
                name: "IX_Orders_CampaignId_StudentHash",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_Orders_Reprints",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_Orders_UnpaidReprint",
                table: "Orders");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_CampaignId_StudentHash",
                table: "Orders",
                columns: new[] { "CampaignId", "StudentHash" },
                unique: true,
                filter: "\"Kind\" = 'Collection' AND \"Status\" <> 'Cancelled'");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_EnrolmentId",
                table: "Orders",
                column: "EnrolmentId");
        }
    }
}
