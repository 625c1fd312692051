using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CampusPhoto.Infrastructure.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PhotoChecks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Fingerprint",
                table: "Submissions",
                type: "TEXT",
                unicode: false,
                maxLength: 80,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "FingerprintBandA",
                table: "Submissions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "FingerprintBandB",
                table: "Submissions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "FingerprintBandC",
                table: "Submissions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "FingerprintBandD",
                table: "Submissions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Operations",
                table: "Submissions",
                type: "TEXT",
                maxLength: 4000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "SpecificationId",
                table: "Orders",
                type: "TEXT",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "SpecificationSha256",
                table: "Orders",
                type: "TEXT",
                unicode: false,
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "SpecificationVersion",
                table: "Orders",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "SpecificationOverrides",
                table: "Campaigns",
                type: "TEXT",
                maxLength: 4000,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Terms_AppealsAllowed",
                table: "Campaigns",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "Appeals",
                columns: table => new
                {
                    SubmissionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Ground = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    AppealedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Photo_Bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    Photo_ContentType = table.Column<string>(type: "TEXT", unicode: false, maxLength: 100, nullable: false),
                    Photo_Key = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: false),
                    Photo_Sha256 = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Appeals", x => x.SubmissionId);
                    table.ForeignKey(
                        name: "FK_Appeals_Submissions_SubmissionId",
                        column: x => x.SubmissionId,
                        principalTable: "Submissions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "UsedSpecifications",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    Document = table.Column<string>(type: "TEXT", maxLength: 16000, nullable: false),
                    FirstUsedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UsedSpecifications", x => new { x.Id, x.Version });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Submissions_FingerprintBandA",
                table: "Submissions",
                column: "FingerprintBandA");

            migrationBuilder.CreateIndex(
                name: "IX_Submissions_FingerprintBandB",
                table: "Submissions",
                column: "FingerprintBandB");

            migrationBuilder.CreateIndex(
                name: "IX_Submissions_FingerprintBandC",
                table: "Submissions",
                column: "FingerprintBandC");

            migrationBuilder.CreateIndex(
                name: "IX_Submissions_FingerprintBandD",
                table: "Submissions",
                column: "FingerprintBandD");

            migrationBuilder.CreateIndex(
                name: "IX_Submissions_PhotoSha256",
                table: "Submissions",
                column: "PhotoSha256");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_CurrentSubmissionId",
                table: "Orders",
                column: "CurrentSubmissionId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Appeals");

            migrationBuilder.DropTable(
                name: "UsedSpecifications");

            migrationBuilder.DropIndex(
                name: "IX_Submissions_FingerprintBandA",
                table: "Submissions");

            migrationBuilder.DropIndex(
                name: "IX_Submissions_FingerprintBandB",
                table: "Submissions");

            migrationBuilder.DropIndex(
                name: "IX_Submissions_FingerprintBandC",
                table: "Submissions");

            migrationBuilder.DropIndex(
                name: "IX_Submissions_FingerprintBandD",
                table: "Submissions");

            migrationBuilder.DropIndex(
                name: "IX_Submissions_PhotoSha256",
                table: "Submissions");

            migrationBuilder.DropIndex(
                name: "IX_Orders_CurrentSubmissionId",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "Fingerprint",
                table: "Submissions");

            migrationBuilder.DropColumn(
                name: "FingerprintBandA",
                table: "Submissions");

            migrationBuilder.DropColumn(
                name: "FingerprintBandB",
                table: "Submissions");

            migrationBuilder.DropColumn(
                name: "FingerprintBandC",
                table: "Submissions");

            migrationBuilder.DropColumn(
                name: "FingerprintBandD",
                table: "Submissions");

            migrationBuilder.DropColumn(
                name: "Operations",
                table: "Submissions");

            migrationBuilder.DropColumn(
                name: "SpecificationId",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "SpecificationSha256",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "SpecificationVersion",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "SpecificationOverrides",
                table: "Campaigns");

            migrationBuilder.DropColumn(
                name: "Terms_AppealsAllowed",
                table: "Campaigns");
        }
    }
}
