using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CampusPhoto.Infrastructure.Persistence.Migrations.PostgreSql
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
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "TotpConfirmedAt",
                table: "StaffUsers",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TotpKey",
                table: "StaffUsers",
                type: "character varying(318)",
                unicode: false,
                maxLength: 318,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<long>(
                name: "TotpLastStep",
                table: "StaffUsers",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<Guid>(
                name: "OwnerId",
                table: "IntegratorClients",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ExtendedUntil",
                table: "Enrolments",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "NamingTemplate",
                table: "Campaigns",
                type: "character varying(100)",
                unicode: false,
                maxLength: 100,
                nullable: false,
                defaultValue: "{uniqueNumber}",
                collation: "C");

            migrationBuilder.CreateTable(
                name: "AuditEntries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    By = table.Column<string>(type: "character varying(32)", unicode: false, maxLength: 32, nullable: false, collation: "C"),
                    ById = table.Column<Guid>(type: "uuid", nullable: false),
                    Client = table.Column<string>(type: "character varying(100)", unicode: false, maxLength: 100, nullable: true, collation: "C"),
                    Action = table.Column<string>(type: "character varying(60)", unicode: false, maxLength: 60, nullable: false, collation: "C"),
                    SubjectKind = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false, collation: "C"),
                    Subject = table.Column<string>(type: "character varying(64)", unicode: false, maxLength: 64, nullable: false, collation: "C"),
                    Detail = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    Mac = table.Column<string>(type: "character varying(64)", unicode: false, maxLength: 64, nullable: false, collation: "C"),
                    Sequence = table.Column<long>(type: "bigint", nullable: true),
                    Hash = table.Column<string>(type: "character varying(64)", unicode: false, maxLength: 64, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditEntries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AuditHeads",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    Hash = table.Column<string>(type: "character varying(64)", unicode: false, maxLength: 64, nullable: false, collation: "C"),
                    Mac = table.Column<string>(type: "character varying(64)", unicode: false, maxLength: 64, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditHeads", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RosterEntries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CampaignId = table.Column<Guid>(type: "uuid", nullable: false),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    Number = table.Column<string>(type: "character varying(222)", unicode: false, maxLength: 222, nullable: false, collation: "C"),
                    NumberHash = table.Column<string>(type: "character varying(64)", unicode: false, maxLength: 64, nullable: false, collation: "C"),
                    College = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    Major = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "character varying(302)", unicode: false, maxLength: 302, nullable: true, collation: "C"),
                    ExtendedUntil = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
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
                    StaffId = table.Column<Guid>(type: "uuid", nullable: false),
                    CodeHash = table.Column<string>(type: "character varying(64)", unicode: false, maxLength: 64, nullable: false, collation: "C")
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
