using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CampusPhoto.Infrastructure.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Office : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "School",
                table: "StaffUsers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "TotpConfirmedAt",
                table: "StaffUsers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TotpKey",
                table: "StaffUsers",
                type: "TEXT",
                unicode: false,
                maxLength: 318,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "TotpLastStep",
                table: "StaffUsers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<Guid>(
                name: "OwnerId",
                table: "IntegratorClients",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ExtendedUntil",
                table: "Enrolments",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "NamingTemplate",
                table: "Campaigns",
                type: "TEXT",
                unicode: false,
                maxLength: 100,
                nullable: false,
                defaultValue: "{uniqueNumber}");

            migrationBuilder.CreateTable(
                name: "AuditEntries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    Client = table.Column<string>(type: "TEXT", unicode: false, maxLength: 100, nullable: true),
                    Action = table.Column<string>(type: "TEXT", unicode: false, maxLength: 60, nullable: false),
                    SubjectKind = table.Column<string>(type: "TEXT", unicode: false, maxLength: 40, nullable: false),
                    Subject = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    Detail = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Mac = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: true),
                    Hash = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditEntries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AuditHeads",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    Mac = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditHeads", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RosterEntries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CampaignId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    Number = table.Column<string>(type: "TEXT", unicode: false, maxLength: 222, nullable: false),
                    NumberHash = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    College = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Major = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Name = table.Column<string>(type: "TEXT", unicode: false, maxLength: 302, nullable: true),
                    ExtendedUntil = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RosterEntries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RosterEntries_Campaigns_CampaignId",
                        column: x => x.CampaignId,
                        principalTable: "Campaigns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "StaffRecoveryCodes",
                columns: table => new
                {
                    StaffId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CodeHash = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StaffRecoveryCodes", x => new { x.StaffId, x.CodeHash });
                    table.ForeignKey(
                        name: "FK_StaffRecoveryCodes_StaffUsers_StaffId",
                        column: x => x.StaffId,
                        principalTable: "StaffUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_StaffUsers_School",
                table: "StaffUsers",
                column: "School");

            migrationBuilder.CreateIndex(
                name: "IX_IntegratorClients_OwnerId",
                table: "IntegratorClients",
                column: "OwnerId");

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_At",
                table: "AuditEntries",
                column: "At",
                filter: "\"Sequence\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_ById_Sequence",
                table: "AuditEntries",
                columns: new[] { "ById", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_Sequence",
                table: "AuditEntries",
                column: "Sequence",
                unique: true,
                filter: "\"Sequence\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_Subject_Sequence",
                table: "AuditEntries",
                columns: new[] { "Subject", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_RosterEntries_CampaignId_NumberHash",
                table: "RosterEntries",
                columns: new[] { "CampaignId", "NumberHash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RosterEntries_CampaignId_Position",
                table: "RosterEntries",
                columns: new[] { "CampaignId", "Position" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_IntegratorClients_StaffUsers_OwnerId",
                table: "IntegratorClients",
                column: "OwnerId",
                principalTable: "StaffUsers",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_StaffUsers_Schools_School",
                table: "StaffUsers",
                column: "School",
                principalTable: "Schools",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_IntegratorClients_StaffUsers_OwnerId",
                table: "IntegratorClients");

            migrationBuilder.DropForeignKey(
                name: "FK_StaffUsers_Schools_School",
                table: "StaffUsers");

            migrationBuilder.DropTable(
                name: "AuditEntries");

            migrationBuilder.DropTable(
                name: "AuditHeads");

            migrationBuilder.DropTable(
                name: "RosterEntries");

            migrationBuilder.DropTable(
                name: "StaffRecoveryCodes");

            migrationBuilder.DropIndex(
                name: "IX_StaffUsers_School",
                table: "StaffUsers");

            migrationBuilder.DropIndex(
                name: "IX_IntegratorClients_OwnerId",
                table: "IntegratorClients");

            migrationBuilder.DropColumn(
                name: "School",
                table: "StaffUsers");

            migrationBuilder.DropColumn(
                name: "TotpConfirmedAt",
                table: "StaffUsers");

            migrationBuilder.DropColumn(
                name: "TotpKey",
                table: "StaffUsers");

            migrationBuilder.DropColumn(
                name: "TotpLastStep",
                table: "StaffUsers");

            migrationBuilder.DropColumn(
                name: "OwnerId",
                table: "IntegratorClients");

            migrationBuilder.DropColumn(
                name: "ExtendedUntil",
                table: "Enrolments");

            migrationBuilder.DropColumn(
                name: "NamingTemplate",
                table: "Campaigns");
        }
    }
}
