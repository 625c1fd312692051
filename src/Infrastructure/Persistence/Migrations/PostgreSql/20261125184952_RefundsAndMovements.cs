using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CampusPhoto.Infrastructure.Persistence.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class RefundsAndMovements : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "CardNamedBy",
                table: "Refunds",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Evidence",
                table: "Refunds",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "NamedCard",
                table: "Refunds",
                type: "character varying(64)",
                unicode: false,
                maxLength: 64,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "RedirectedTo",
                table: "Refunds",
                type: "character varying(32)",
                unicode: false,
                maxLength: 32,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<long>(
                name: "Flow_ExpenseFen",
                table: "Reconciliations",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "Flow_FeesFen",
                table: "Reconciliations",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "Flow_IncomeFen",
                table: "Reconciliations",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "Flow_Movements",
                table: "Reconciliations",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "Flow_OtherExpenseFen",
                table: "Reconciliations",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "Flow_OtherIncomeFen",
                table: "Reconciliations",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "Bill",
                table: "ReconciliationDifferences",
                type: "character varying(32)",
                unicode: false,
                maxLength: 32,
                nullable: false,
                defaultValue: "Trade",
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "RefundDeclinedBecause",
                table: "Orders",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "StudentsRefundReason",
                table: "Orders",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true,
                collation: "C");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "CardNamedBy",
                table: "Refunds");

            migrationBuilder.DropColumn(
                name: "Evidence",
                table: "Refunds");

            migrationBuilder.DropColumn(
                name: "NamedCard",
                table: "Refunds");

            migrationBuilder.DropColumn(
                name: "RedirectedTo",
                table: "Refunds");

            migrationBuilder.DropColumn(
                name: "Flow_ExpenseFen",
                table: "Reconciliations");

            migrationBuilder.DropColumn(
                name: "Flow_FeesFen",
                table: "Reconciliations");

            migrationBuilder.DropColumn(
                name: "Flow_IncomeFen",
                table: "Reconciliations");

            migrationBuilder.DropColumn(
                name: "Flow_Movements",
                table: "Reconciliations");

            migrationBuilder.DropColumn(
                name: "Flow_OtherExpenseFen",
                table: "Reconciliations");

            migrationBuilder.DropColumn(
                name: "Flow_OtherIncomeFen",
                table: "Reconciliations");

            migrationBuilder.DropColumn(
                name: "Bill",
                table: "ReconciliationDifferences");

            migrationBuilder.DropColumn(
                name: "RefundDeclinedBecause",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "StudentsRefundReason",
                table: "Orders");
        }
    }
}
