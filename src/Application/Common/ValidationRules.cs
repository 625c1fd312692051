using CampusPhoto.Domain.Common;
using CampusPhoto.Domain.Orders;
using FluentValidation;
using FluentValidation.Internal;

namespace CampusPhoto.Application.Common;

internal static class ValidationRules
{
    /// <summary>Says in both languages what the rules before it want, all of them.</summary>
    public static IRuleBuilderOptions<T, TProperty> Says<T, TProperty>(
        this IRuleBuilderOptions<T, TProperty> rule, string zh, string en)
    {
        foreach (var component in DefaultValidatorOptions.Configurable(rule).Components.OfType<IRuleComponent<T, TProperty>>())
            component.CustomStateProvider = (_, _) => new LocalizedText(zh, en);
        return rule;
    }

    /// <summary>Wants a reason that an order's history can keep.</summary>
    public static IRuleBuilderOptions<T, string> IsReason<T>(this IRuleBuilder<T, string> rule) =>
        rule.NotEmpty().MaximumLength(OrderTransition.MaxReasonLength)
            .Says("请填写原因，最长 200 个字符。", "Give a reason of at most 200 characters.");
}
