using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CampusPhoto.Infrastructure.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ProductionRounds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Carrier",
                table: "Reprints",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ParcelNumber",
                table: "Reprints",
                type: "TEXT",
                unicode: false,
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "SentAt",
                table: "Reprints",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Carrier",
                table: "ProductionBatches",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ParcelNumber",
                table: "ProductionBatches",
                type: "TEXT",
                unicode: false,
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ChsiResult",
                table: "Orders",
                type: "TEXT",
                unicode: false,
                maxLength: 32,
                nullable: false,
                defaultValue: "Awaited");

            migrationBuilder.AddColumn<DateTime>(
                name: "ChsiResultAt",
                table: "Orders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "CorrectionOpenedAt",
                table: "Orders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CorrectionReason",
                table: "Orders",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsRemake",
                table: "Orders",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "ProducedSubmissionId",
                table: "Orders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ProofConfirmedAt",
                table: "Orders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "AcceptedAt",
                table: "BatchLines",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ProductionResults",
                columns: table => new
                {
                    OrderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Round = table.Column<int>(type: "INTEGER", nullable: false),
                    CampaignId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubmissionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Accepted = table.Column<bool>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    FileSha256 = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    RecordedBy = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProductionResults", x => new { x.OrderId, x.Round });
                    table.ForeignKey(
                        name: "FK_ProductionResults_Orders_OrderId",
                        column: x => x.OrderId,
                        principalTable: "Orders",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_CampaignId_ChsiResult_Number",
                table: "Orders",
                columns: new[] { "CampaignId", "ChsiResult", "Number" },
                filter: "\"ChsiResult\" <> 'Awaited'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ProductionResults");

            migrationBuilder.DropIndex(
                name: "IX_Orders_CampaignId_ChsiResult_Number",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "Carrier",
                table: "Reprints");

            migrationBuilder.DropColumn(
                name: "ParcelNumber",
                table: "Reprints");

            migrationBuilder.DropColumn(
                name: "SentAt",
                table: "Reprints");

            migrationBuilder.DropColumn(
                name: "Carrier",
                table: "ProductionBatches");

            migrationBuilder.DropColumn(
                name: "ParcelNumber",
                table: "ProductionBatches");

            migrationBuilder.DropColumn(
                name: "ChsiResult",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "ChsiResultAt",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "CorrectionOpenedAt",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "CorrectionReason",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "IsRemake",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "ProducedSubmissionId",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "ProofConfirmedAt",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "AcceptedAt",
                table: "BatchLines");
        }
    }
}
