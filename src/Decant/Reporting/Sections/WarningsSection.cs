using Decant.Runs;

namespace Decant.Reporting.Sections;

/// <summary>What may make the numbers mislead, right after the verdict.</summary>
internal static class WarningsSection
{
    public static Markup Of(Run run) =>
        run.Warnings.Count == 0
            ? Markup.Empty
            : Markup.Of(
                $"""
                <div class="warnings"><p class="badge">! Before you believe the numbers</p><ul>{Markup.Each(run.Warnings, warning =>
                    Markup.Of($"<li>{Quantity.Unbroken(warning)}</li>")
                )}</ul></div>
                """
            );
}
