using Decant.Runs;

namespace Decant.Reporting.Sections;

/// <summary>What the recipe requires of the student's file; nothing where it requires nothing.</summary>
internal static class RequirementsSection
{
    public static Markup Of(Run run) =>
        run.Requirements.Count == 0
            ? Markup.Empty
            : Markup.Of(
                $"""
                <section id="requirements"><h2>Required</h2>
                <p class="note">Of the file student.onnx, on the test samples and this run's machine; latency of one sample.</p>
                <div class="scroll" tabindex="0"><table class="comparison">
                <thead><tr><th scope="col">measure</th><th scope="col">asked</th><th scope="col">measured</th><th scope="col"></th></tr></thead>
                <tbody>{Markup.Each(run.Requirements, Row)}</tbody>
                </table></div>
                </section>
                """
            );

    private static Markup Row(RequirementResult requirement) =>
        Markup.Of(
            $"""
            <tr><th scope="row">{requirement.Name}</th><td>{Quantity.Unbroken(RequirementText.Asked(requirement))}</td><td>{Quantity.Unbroken(
                RequirementText.Measured(requirement)
            )}</td><td>{(requirement.IsMet ? "✓" : "✗")} {Quantity.Unbroken(RequirementText.Met(requirement))}</td></tr>
            """
        );
}
