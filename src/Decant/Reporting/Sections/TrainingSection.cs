using System.Globalization;
using Decant.Runs;

namespace Decant.Reporting.Sections;

/// <summary>How the models were trained: curves, when each stopped and why.</summary>
internal static class TrainingSection
{
    public static Markup Of(Run run)
    {
        var trained = run.Arms.SelectMany(arm => arm.Seeds.Where(seed => seed.Epochs.Count > 0).Select(seed => (arm, seed))).ToArray();
        return trained.Length == 0
            ? Markup.Empty
            : Markup.Of(
                $"""
                <section id="training"><h2>Training</h2>
                <div class="charts">{ValidationCurves.Of(run)}{LossCurves.Of(run)}</div>
                <div class="scroll" tabindex="0"><table>
                <thead><tr><th scope="col">Model</th><th scope="col" class="number">Seed</th><th scope="col" class="number">Epochs</th><th scope="col" class="number">Kept epoch</th><th scope="col" class="number">Samples/s</th><th scope="col" class="number">Time</th><th scope="col">Stopped because</th></tr></thead>
                <tbody>{Markup.Each(trained, one => Row(one.arm, one.seed))}</tbody>
                </table></div></section>
                """
            );
    }

    private static Markup Row(ArmResult arm, SeedResult seed)
    {
        var look = ArmLook.Of(arm.Name);
        var speed = Quantity.Count((long)Math.Round(seed.Epochs.Average(epoch => epoch.SamplesPerSecond)));
        var kept = seed.ChosenEpoch is { } epoch ? Quantity.Count(epoch) : Quantity.None;
        return Markup.Of(
            $"""
            <tr><th scope="row"><i class="key {look.Colour}"></i>{look.Title}</th><td class="number">{seed.Seed.ToString(
                CultureInfo.InvariantCulture
            )}</td><td class="number">{Quantity.Count(
                seed.Epochs.Count
            )}</td><td class="number">{kept}</td><td class="number">{speed}</td><td class="number">{Quantity.Duration(
                seed.Duration
            )}</td><td>{seed.StopReason}</td></tr>
            """
        );
    }
}
