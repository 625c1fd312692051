using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CampusPhoto.Infrastructure.Persistence.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class ClientTokensAndCorrections : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "CorrectionsLeft",
                table: "Orders",
                type: "integer",
                nullable: false,
                defaultValue: 2);

            migrationBuilder.AddColumn<int>(
                name: "Generation",
                table: "IntegratorClients",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "TokensEndedAt",
                table: "IntegratorClients",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Terms_CorrectionsAllowed",
                table: "Campaigns",
                type: "integer",
                nullable: false,
                defaultValue: 2);

            migrationBuilder.CreateIndex(
                name: "IX_IntegratorClients_TokensEndedAt",
                table: "IntegratorClients",
                column: "TokensEndedAt",
                filter: "\"TokensEndedAt\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_IntegratorClients_TokensEndedAt",
                table: "IntegratorClients");

            migrationBuilder.DropColumn(
                name: "CorrectionsLeft",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "Generation",
                table: "IntegratorClients");

            migrationBuilder.DropColumn(
                name: "TokensEndedAt",
                table: "IntegratorClients");

            migrationBuilder.DropColumn(
                name: "Terms_CorrectionsAllowed",
                table: "Campaigns");
        }
    }
}
