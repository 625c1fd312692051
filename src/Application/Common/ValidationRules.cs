using CampusPhoto.Domain.Common;
using FluentValidation;

namespace CampusPhoto.Application.Common;

internal static class ValidationRules
{
    /// <summary>Says in both languages what the rule before it wants.</summary>
    public static IRuleBuilderOptions<T, TProperty> Says<T, TProperty>(
        this IRuleBuilderOptions<T, TProperty> rule, string zh, string en) =>
        rule.WithState(_ => new LocalizedText(zh, en));
}
