using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CampusPhoto.Infrastructure.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PhotosAndPayments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_PaymentAttempts_State_ExpiresAt",
                table: "PaymentAttempts");

            migrationBuilder.AddColumn<string>(
                name: "Fingerprint",
                table: "Submissions",
                type: "TEXT",
                unicode: false,
                maxLength: 112,
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

            migrationBuilder.AddColumn<DateTime>(
                name: "AcceptedAt",
                table: "Refunds",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Checks",
                table: "Refunds",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Fault",
                table: "Refunds",
                type: "TEXT",
                unicode: false,
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "NextCheckAt",
                table: "Refunds",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "OutTradeNo",
                table: "Refunds",
                type: "TEXT",
                unicode: false,
                maxLength: 32,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "Refunds",
                type: "TEXT",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "RefundId",
                table: "Refunds",
                type: "TEXT",
                unicode: false,
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ReplacedBy",
                table: "Refunds",
                type: "TEXT",
                unicode: false,
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "State",
                table: "Refunds",
                type: "TEXT",
                unicode: false,
                maxLength: 32,
                nullable: false,
                defaultValue: "Decided");

            migrationBuilder.AddColumn<string>(
                name: "Currency",
                table: "ReceivedCharges",
                type: "TEXT",
                unicode: false,
                maxLength: 8,
                nullable: false,
                defaultValue: "CNY");

            migrationBuilder.AddColumn<Guid>(
                name: "DecidedBy",
                table: "ReceivedCharges",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Difference",
                table: "ReceivedCharges",
                type: "TEXT",
                unicode: false,
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Checks",
                table: "PaymentAttempts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "ConfirmedBy",
                table: "PaymentAttempts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "DecidedBy",
                table: "PaymentAttempts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Evidence",
                table: "PaymentAttempts",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Method",
                table: "PaymentAttempts",
                type: "TEXT",
                unicode: false,
                maxLength: 32,
                nullable: false,
                defaultValue: "WeChat");

            migrationBuilder.AddColumn<DateTime>(
                name: "NextCheckAt",
                table: "PaymentAttempts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "PrepaidAt",
                table: "PaymentAttempts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "RefundEndorsedAmount",
                table: "Orders",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "RefundEndorsedBy",
                table: "Orders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "RemindedOf",
                table: "Orders",
                type: "TEXT",
                nullable: true);

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
                name: "Topic",
                table: "InboxMessages",
                type: "TEXT",
                unicode: false,
                maxLength: 32,
                nullable: false,
                defaultValue: "Order");

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
                name: "AccessTokens",
                columns: table => new
                {
                    AppId = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: false),
                    Token = table.Column<string>(type: "TEXT", unicode: false, maxLength: 2110, nullable: false),
                    Generation = table.Column<long>(type: "INTEGER", nullable: false),
                    RenewAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccessTokens", x => x.AppId);
                });

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
                name: "ConnectivityTests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Account = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    BegunAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Answered = table.Column<bool>(type: "INTEGER", nullable: false),
                    Decrypted = table.Column<bool>(type: "INTEGER", nullable: false),
                    NotifiedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ClockSkew = table.Column<long>(type: "INTEGER", nullable: true),
                    AnsweredWith = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: true),
                    Fault = table.Column<string>(type: "TEXT", unicode: false, maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ConnectivityTests", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LedgerEntries",
                columns: table => new
                {
                    Posting = table.Column<string>(type: "TEXT", unicode: false, maxLength: 100, nullable: false),
                    Book = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: false),
                    AmountFen = table.Column<long>(type: "INTEGER", nullable: false),
                    OrderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MerchantAccount = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    OutTradeNo = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: false),
                    TransactionId = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerEntries", x => new { x.Posting, x.Book });
                });

            migrationBuilder.CreateTable(
                name: "Reconciliations",
                columns: table => new
                {
                    MerchantAccount = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    MadeAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Charges = table.Column<int>(type: "INTEGER", nullable: false),
                    Refunds = table.Column<int>(type: "INTEGER", nullable: false),
                    TheirChargedFen = table.Column<long>(type: "INTEGER", nullable: false),
                    OurChargedFen = table.Column<long>(type: "INTEGER", nullable: false),
                    TheirRefundedFen = table.Column<long>(type: "INTEGER", nullable: false),
                    OurRefundedFen = table.Column<long>(type: "INTEGER", nullable: false),
                    Alarms = table.Column<int>(type: "INTEGER", nullable: false),
                    ResolvedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reconciliations", x => new { x.MerchantAccount, x.Day });
                });

            migrationBuilder.CreateTable(
                name: "ShippingUploads",
                columns: table => new
                {
                    TransactionId = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    OrderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ShippedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: false),
                    NextTryAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    Fault = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ShippingUploads", x => x.TransactionId);
                    table.ForeignKey(
                        name: "FK_ShippingUploads_Orders_OrderId",
                        column: x => x.OrderId,
                        principalTable: "Orders",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SubscribeDeliveries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrderId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Kind = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: false),
                    Action = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: false),
                    Status = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: false),
                    TemplateId = table.Column<string>(type: "TEXT", unicode: false, maxLength: 128, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DueAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: false),
                    NextTryAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    Fault = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SubscribeDeliveries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SubscribeDeliveries_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
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

            migrationBuilder.CreateTable(
                name: "ReconciliationDifferences",
                columns: table => new
                {
                    Sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    MerchantAccount = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: false),
                    Handling = table.Column<string>(type: "TEXT", unicode: false, maxLength: 32, nullable: false),
                    OutTradeNo = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    TransactionId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    OutRefundNo = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    OurFen = table.Column<long>(type: "INTEGER", nullable: true),
                    TheirFen = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReconciliationDifferences", x => new { x.MerchantAccount, x.Day, x.Sequence });
                    table.ForeignKey(
                        name: "FK_ReconciliationDifferences_Reconciliations_MerchantAccount_Day",
                        columns: x => new { x.MerchantAccount, x.Day },
                        principalTable: "Reconciliations",
                        principalColumns: new[] { "MerchantAccount", "Day" },
                        onDelete: ReferentialAction.Cascade);
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
                name: "IX_Refunds_NextCheckAt",
                table: "Refunds",
                column: "NextCheckAt",
                filter: "\"NextCheckAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Refunds_State_DecidedAt",
                table: "Refunds",
                columns: new[] { "State", "DecidedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ReceivedCharges_Disposition",
                table: "ReceivedCharges",
                column: "Disposition",
                filter: "\"Disposition\" = 'Suspicious'");

            migrationBuilder.CreateIndex(
                name: "IX_ReceivedCharges_PaidAt",
                table: "ReceivedCharges",
                column: "PaidAt");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentAttempts_NextCheckAt",
                table: "PaymentAttempts",
                column: "NextCheckAt",
                filter: "\"NextCheckAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentAttempts_OrderId",
                table: "PaymentAttempts",
                column: "OrderId",
                unique: true,
                filter: "\"State\" IN ('Created', 'Pending', 'Closing')");

            migrationBuilder.CreateIndex(
                name: "IX_Orders_CurrentSubmissionId",
                table: "Orders",
                column: "CurrentSubmissionId");

            migrationBuilder.CreateIndex(
                name: "IX_ConnectivityTests_BegunAt",
                table: "ConnectivityTests",
                column: "BegunAt");

            migrationBuilder.CreateIndex(
                name: "IX_LedgerEntries_MerchantAccount_Book_At",
                table: "LedgerEntries",
                columns: new[] { "MerchantAccount", "Book", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_LedgerEntries_OrderId",
                table: "LedgerEntries",
                column: "OrderId");

            migrationBuilder.CreateIndex(
                name: "IX_ShippingUploads_NextTryAt",
                table: "ShippingUploads",
                column: "NextTryAt",
                filter: "\"NextTryAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ShippingUploads_OrderId",
                table: "ShippingUploads",
                column: "OrderId");

            migrationBuilder.CreateIndex(
                name: "IX_SubscribeDeliveries_AccountId",
                table: "SubscribeDeliveries",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_SubscribeDeliveries_NextTryAt",
                table: "SubscribeDeliveries",
                column: "NextTryAt",
                filter: "\"NextTryAt\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AccessTokens");

            migrationBuilder.DropTable(
                name: "Appeals");

            migrationBuilder.DropTable(
                name: "ConnectivityTests");

            migrationBuilder.DropTable(
                name: "LedgerEntries");

            migrationBuilder.DropTable(
                name: "ReconciliationDifferences");

            migrationBuilder.DropTable(
                name: "ShippingUploads");

            migrationBuilder.DropTable(
                name: "SubscribeDeliveries");

            migrationBuilder.DropTable(
                name: "UsedSpecifications");

            migrationBuilder.DropTable(
                name: "Reconciliations");

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
                name: "IX_Refunds_NextCheckAt",
                table: "Refunds");

            migrationBuilder.DropIndex(
                name: "IX_Refunds_State_DecidedAt",
                table: "Refunds");

            migrationBuilder.DropIndex(
                name: "IX_ReceivedCharges_Disposition",
                table: "ReceivedCharges");

            migrationBuilder.DropIndex(
                name: "IX_ReceivedCharges_PaidAt",
                table: "ReceivedCharges");

            migrationBuilder.DropIndex(
                name: "IX_PaymentAttempts_NextCheckAt",
                table: "PaymentAttempts");

            migrationBuilder.DropIndex(
                name: "IX_PaymentAttempts_OrderId",
                table: "PaymentAttempts");

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
                name: "AcceptedAt",
                table: "Refunds");

            migrationBuilder.DropColumn(
                name: "Checks",
                table: "Refunds");

            migrationBuilder.DropColumn(
                name: "Fault",
                table: "Refunds");

            migrationBuilder.DropColumn(
                name: "NextCheckAt",
                table: "Refunds");

            migrationBuilder.DropColumn(
                name: "OutTradeNo",
                table: "Refunds");

            migrationBuilder.DropColumn(
                name: "Reason",
                table: "Refunds");

            migrationBuilder.DropColumn(
                name: "RefundId",
                table: "Refunds");

            migrationBuilder.DropColumn(
                name: "ReplacedBy",
                table: "Refunds");

            migrationBuilder.DropColumn(
                name: "State",
                table: "Refunds");

            migrationBuilder.DropColumn(
                name: "Currency",
                table: "ReceivedCharges");

            migrationBuilder.DropColumn(
                name: "DecidedBy",
                table: "ReceivedCharges");

            migrationBuilder.DropColumn(
                name: "Difference",
                table: "ReceivedCharges");

            migrationBuilder.DropColumn(
                name: "Checks",
                table: "PaymentAttempts");

            migrationBuilder.DropColumn(
                name: "ConfirmedBy",
                table: "PaymentAttempts");

            migrationBuilder.DropColumn(
                name: "DecidedBy",
                table: "PaymentAttempts");

            migrationBuilder.DropColumn(
                name: "Evidence",
                table: "PaymentAttempts");

            migrationBuilder.DropColumn(
                name: "Method",
                table: "PaymentAttempts");

            migrationBuilder.DropColumn(
                name: "NextCheckAt",
                table: "PaymentAttempts");

            migrationBuilder.DropColumn(
                name: "PrepaidAt",
                table: "PaymentAttempts");

            migrationBuilder.DropColumn(
                name: "RefundEndorsedAmount",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "RefundEndorsedBy",
                table: "Orders");

            migrationBuilder.DropColumn(
                name: "RemindedOf",
                table: "Orders");

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
                name: "Topic",
                table: "InboxMessages");

            migrationBuilder.DropColumn(
                name: "SpecificationOverrides",
                table: "Campaigns");

            migrationBuilder.DropColumn(
                name: "Terms_AppealsAllowed",
                table: "Campaigns");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentAttempts_State_ExpiresAt",
                table: "PaymentAttempts",
                columns: new[] { "State", "ExpiresAt" });
        }
    }
}
