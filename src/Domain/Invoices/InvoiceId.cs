using CampusPhoto.Domain.Common;

namespace CampusPhoto.Domain.Invoices;

/// <summary>Identity of a request for an invoice.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct InvoiceId(Guid Value) : IId<InvoiceId>
{
    /// <inheritdoc />
    public static InvoiceId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}
