using CampusPhoto.Domain.Campaigns;
using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using CampusPhoto.Domain.Photos;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CampusPhoto.Infrastructure.Persistence.Conversions;

/// <summary>Keeps money as whole fen.</summary>
internal sealed class MoneyConverter() : ValueConverter<Money, long>(money => money.Fen, fen => new Money(fen));

/// <summary>Keeps a keyed hash as its digits.</summary>
internal sealed class KeyedHashConverter()
    : ValueConverter<KeyedHash, string>(hash => hash.Value, digits => new KeyedHash(digits));

/// <summary>Keeps a feature code as its text.</summary>
internal sealed class FeatureCodeConverter()
    : ValueConverter<FeatureCode, string>(code => code.Value, text => new FeatureCode(text));

/// <summary>Keeps an order number as its text.</summary>
internal sealed class OrderNumberConverter()
    : ValueConverter<OrderNumber, string>(number => number.Value, text => new OrderNumber(text));

/// <summary>Keeps a photo's fingerprint as its digits.</summary>
internal sealed class PhotoFingerprintConverter()
    : ValueConverter<PhotoFingerprint, string>(print => print.ToString(), digits => PhotoFingerprint.Parse(digits));
