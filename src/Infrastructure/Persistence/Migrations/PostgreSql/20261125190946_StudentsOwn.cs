using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CampusPhoto.Infrastructure.Persistence.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class StudentsOwn : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Orders_CampaignId_StudentHash",
                table: "Orders");

            migrationBuilder.DropPrimaryKey(
                name: "PK_Consents",
                table: "Consents");

            migrationBuilder.AddColumn<DateTime>(
                name: "ErasedAt",
                table: "Submissions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Device",
                table: "Sessions",
                type: "character varying(60)",
                unicode: false,
                maxLength: 60,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<DateTime>(
                name: "ForgottenAt",
                table: "RosterEntries",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "OrderId",
                table: "InboxMessages",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.AddColumn<Guid>(
                name: "CampaignId",
                table: "InboxMessages",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "TicketId",
                table: "InboxMessages",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ForgottenAt",
                table: "Enrolments",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "WithdrawnAt",
                table: "Consents",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "RemindedAt",
                table: "Campaigns",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "DeletedAt",
                table: "Accounts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddPrimaryKey(
                name: "PK_Consents",
                table: "Consents",
                columns: new[] { "AccountId", "Purpose", "TextVersion", "GivenAt" });

            migrationBuilder.CreateTable(
                name: "ErasureRuns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Photos = table.Column<int>(type: "integer", nullable: false),
                    Students = table.Column<int>(type: "integer", nullable: false),
                    Orders = table.Column<int>(type: "integer", nullable: false),
                    Addresses = table.Column<int>(type: "integer", nullable: false),
                    RosterEntries = table.Column<int>(type: "integer", nullable: false),
                    Tickets = table.Column<int>(type: "integer", nullable: false),
                    StoredFaces = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ErasureRuns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Invoices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    OrderId = table.Column<Guid>(type: "uuid", nullable: false),
                    AccountId = table.Column<Guid>(type: "uuid", nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    Title = table.Column<string>(type: "character varying(462)", unicode: false, maxLength: 462, nullable: false, collation: "C"),
                    TaxNumber = table.Column<string>(type: "character varying(142)", unicode: false, maxLength: 142, nullable: true, collation: "C"),
                    Email = table.Column<string>(type: "character varying(462)", unicode: false, maxLength: 462, nullable: true, collation: "C"),
                    Status = table.Column<string>(type: "character varying(32)", unicode: false, maxLength: 32, nullable: false, collation: "C"),
                    RequestedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    DecidedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Number = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: true, collation: "C"),
                    Reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Invoices", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Invoices_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Invoices_Orders_OrderId",
                        column: x => x.OrderId,
                        principalTable: "Orders",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Reprints",
                columns: table => new
                {
                    OrderId = table.Column<Guid>(type: "uuid", nullable: false),
                    SourceOrderId = table.Column<Guid>(type: "uuid", nullable: false),
                    AccountId = table.Column<Guid>(type: "uuid", nullable: false),
                    Delivery = table.Column<string>(type: "character varying(32)", unicode: false, maxLength: 32, nullable: false, collation: "C"),
                    Recipient = table.Column<string>(type: "character varying(222)", unicode: false, maxLength: 222, nullable: true, collation: "C"),
                    Phone = table.Column<string>(type: "character varying(142)", unicode: false, maxLength: 142, nullable: true, collation: "C"),
                    Address = table.Column<string>(type: "character varying(862)", unicode: false, maxLength: 862, nullable: true, collation: "C"),
                    Job_OfferId = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Job_Paper = table.Column<string>(type: "character varying(40)", unicode: false, maxLength: 40, nullable: false, collation: "C"),
                    Job_Postage = table.Column<long>(type: "bigint", nullable: false),
                    Job_SheetPrice = table.Column<long>(type: "bigint", nullable: false),
                    Job_Sheets = table.Column<int>(type: "integer", nullable: false),
                    Job_WidthMm = table.Column<int>(type: "integer", nullable: true)
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

            migrationBuilder.CreateTable(
                name: "Tickets",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AccountId = table.Column<Guid>(type: "uuid", nullable: false),
                    Topic = table.Column<string>(type: "character varying(32)", unicode: false, maxLength: 32, nullable: false, collation: "C"),
                    OrderId = table.Column<Guid>(type: "uuid", nullable: true),
                    Status = table.Column<string>(type: "character varying(32)", unicode: false, maxLength: 32, nullable: false, collation: "C"),
                    OpenedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Tickets", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Tickets_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "TicketMessages",
                columns: table => new
                {
                    Sequence = table.Column<int>(type: "integer", nullable: false),
                    TicketId = table.Column<Guid>(type: "uuid", nullable: false),
                    FromStaff = table.Column<bool>(type: "boolean", nullable: false),
                    AuthorId = table.Column<Guid>(type: "uuid", nullable: false),
                    Text = table.Column<string>(type: "character varying(4062)", unicode: false, maxLength: 4062, nullable: false, collation: "C"),
                    Judgement = table.Column<string>(type: "character varying(32)", unicode: false, maxLength: 32, nullable: false, collation: "C"),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Picture_Bytes = table.Column<long>(type: "bigint", nullable: true),
                    Picture_ContentType = table.Column<string>(type: "character varying(100)", unicode: false, maxLength: 100, nullable: true, collation: "C"),
                    Picture_Key = table.Column<string>(type: "character varying(32)", unicode: false, maxLength: 32, nullable: true, collation: "C"),
                    Picture_Sha256 = table.Column<string>(type: "character varying(64)", unicode: false, maxLength: 64, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TicketMessages", x => new { x.TicketId, x.Sequence });
                    table.ForeignKey(
                        name: "FK_TicketMessages_Tickets_TicketId",
                        column: x => x.TicketId,
                        principalTable: "Tickets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Submissions_SubmittedAt",
                table: "Submissions",
                column: "SubmittedAt",
                filter: "\"ErasedAt\" IS NULL");

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
                name: "IX_ErasureRuns_At",
                table: "ErasureRuns",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_Invoices_AccountId",
                table: "Invoices",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_Invoices_Live",
                table: "Invoices",
                column: "OrderId",
                unique: true,
                filter: "\"Status\" <> 'Declined'");

            migrationBuilder.CreateIndex(
                name: "IX_Invoices_Status_RequestedAt",
                table: "Invoices",
                columns: new[] { "Status", "RequestedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Reprints_AccountId",
                table: "Reprints",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_Tickets_AccountId_Topic",
                table: "Tickets",
                columns: new[] { "AccountId", "Topic" },
                unique: true,
                filter: "\"Status\" <> 'Closed'");

            migrationBuilder.CreateIndex(
                name: "IX_Tickets_Status_ChangedAt",
                table: "Tickets",
                columns: new[] { "Status", "ChangedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ErasureRuns");

            migrationBuilder.DropTable(
                name: "Invoices");

            migrationBuilder.DropTable(
                name: "Reprints");

            migrationBuilder.DropTable(
                name: "TicketMessages");

            migrationBuilder.DropTable(
                name: "Tickets");

            migrationBuilder.DropIndex(
                name: "IX_Submissions_SubmittedAt",
                table: "Submissions");

            migrationBuilder.DropIndex(
                name: "IX_Orders_CampaignId_StudentHash",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_Orders_Reprints",
                table: "Orders");

            migrationBuilder.DropIndex(
                name: "IX_Orders_UnpaidReprint",
                table: "Orders");

            migrationBuilder.DropPrimaryKey(
                name: "PK_Consents",
                table: "Consents");

            migrationBuilder.DropColumn(
                name: "ErasedAt",
                table: "Submissions");

            migrationBuilder.DropColumn(
                name: "Device",
                table: "Sessions");

            migrationBuilder.DropColumn(
                name: "ForgottenAt",
                table: "RosterEntries");

            migrationBuilder.DropColumn(
                name: "CampaignId",
                table: "InboxMessages");

            migrationBuilder.DropColumn(
                name: "TicketId",
                table: "InboxMessages");

            migrationBuilder.DropColumn(
                name: "ForgottenAt",
                table: "Enrolments");

            migrationBuilder.DropColumn(
                name: "WithdrawnAt",
                table: "Consents");

            migrationBuilder.DropColumn(
                name: "RemindedAt",
                table: "Campaigns");

            migrationBuilder.DropColumn(
                name: "DeletedAt",
                table: "Accounts");

            migrationBuilder.AlterColumn<Guid>(
                name: "OrderId",
                table: "InboxMessages",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);

            migrationBuilder.AddPrimaryKey(
                name: "PK_Consents",
                table: "Consents",
                columns: new[] { "AccountId", "Purpose", "TextVersion" });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_CampaignId_StudentHash",
                table: "Orders",
                columns: new[] { "CampaignId", "StudentHash" },
                unique: true,
                filter: "\"Kind\" = 'Collection' AND \"Status\" <> 'Cancelled'");
        }
    }
}
