using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CampusPhoto.Infrastructure.Persistence.Migrations.SqlServer
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
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "ParcelNumber",
                table: "Reprints",
                type: "varchar(40)",
                unicode: false,
                maxLength: 40,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<DateTime>(
                name: "SentAt",
                table: "Reprints",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Carrier",
                table: "ProductionBatches",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "ParcelNumber",
                table: "ProductionBatches",
                type: "varchar(40)",
                unicode: false,
                maxLength: 40,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "ChsiResult",
                table: "Orders",
                type: "varchar(32)",
                unicode: false,
                maxLength: 32,
                nullable: false,
                defaultValue: "Awaited",
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<DateTime>(
                name: "ChsiResultAt",
                table: "Orders",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "CorrectionOpenedAt",
                table: "Orders",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CorrectionReason",
                table: "Orders",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<bool>(
                name: "IsRemake",
                table: "Orders",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "ProducedSubmissionId",
                table: "Orders",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ProofConfirmedAt",
                table: "Orders",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "AcceptedAt",
                table: "BatchLines",
                type: "datetime2",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ProductionResults",
                columns: table => new
                {
                    OrderId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Round = table.Column<int>(type: "int", nullable: false),
                    CampaignId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SubmissionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BatchId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Accepted = table.Column<bool>(type: "bit", nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    FileSha256 = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    RecordedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    RecordedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
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
                filter: "[ChsiResult] <> 'Awaited'");
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
