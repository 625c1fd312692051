using CampusPhoto.Domain.Common;
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
}
