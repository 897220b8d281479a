using Decant.Engine.Execution;
using Decant.Engine.Graphs;

namespace Decant.Engine.Tests.Architecture;

/// <summary>Who may know whom inside the engine, read from the assembly.</summary>
public sealed class EngineFoldersTests
{
    private static readonly Dictionary<Type, HashSet<Type>> s_uses = TypeReferences.Of(typeof(Graph).Assembly);

    // Every folder with the folders that its files may use besides the root (errors, nearest names).
    public static TheoryData<string, string[]> Folders =>
        new()
        {
            { "Randomness", [] },
            { "Graphs", [] },
            { "Operators", ["Graphs"] },
            { "Gradients", ["Operators", "Graphs"] },
            { "Passes", ["Gradients", "Operators", "Graphs", "Randomness"] },
            { "Kernels", ["Graphs", "Randomness"] },
            { "Devices", ["Operators", "Graphs", "Kernels"] },
            { "Execution", ["Devices", "Passes", "Gradients", "Operators", "Graphs", "Kernels", "Randomness"] },
            { "Weights", ["Graphs"] },
            { "Onnx", ["Devices", "Execution", "Kernels", "Passes", "Operators", "Graphs"] },
            { "Inference", ["Onnx", "Devices", "Execution", "Kernels", "Passes", "Graphs"] },
        };

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_uses_only_what_is_below_it(string folder, string[] allowed) =>
        Assert.Empty(
            from pair in s_uses
            where Folder(pair.Key) == folder
            from used in pair.Value
            where Folder(used) is var other && other != "" && other != folder && !allowed.Contains(other)
            select $"{pair.Key.FullName} uses {used.FullName}"
        );

    [Fact]
    public void Every_folder_has_a_rule() =>
        Assert.Equal(
            Folders.Select(row => row.Data.Item1).Order(),
            s_uses.Keys.Select(Folder).Where(folder => folder != "").Distinct().Order()
        );

    [Fact]
    public void Kernels_see_memory_and_element_types_but_no_graph() =>
        Assert.Empty(
            from pair in s_uses
            where Folder(pair.Key) == "Kernels"
            from used in pair.Value
            where
                Folder(used) == "Graphs"
                && used != typeof(Tensor)
                && used != typeof(ElementType)
                && used != typeof(ElementTypes)
                && used != typeof(BFloat16)
            select $"{pair.Key.FullName} uses {used.FullName}"
        );

    [Fact]
    public void The_reference_kernels_do_not_lean_on_those_they_judge() =>
        Assert.Empty(
            from pair in s_uses
            where pair.Key.Namespace?.StartsWith("Decant.Engine.Kernels.Reference", StringComparison.Ordinal) == true
            from used in pair.Value
            where used.Namespace?.StartsWith("Decant.Engine.Kernels.Managed", StringComparison.Ordinal) == true
            select $"{pair.Key.FullName} uses {used.FullName}"
        );

    [Fact]
    public void A_device_builds_on_what_all_devices_share_and_what_they_share_knows_none_of_them() =>
        Assert.Empty(
            from pair in s_uses
            where pair.Key.Namespace == Devices
            from used in pair.Value
            where IsBelow(used, Devices)
            select $"{pair.Key.FullName} uses {used.FullName}"
        );

    [Fact]
    public void Only_the_catalogue_names_a_device_outside_its_folder() =>
        Assert.Empty(
            from pair in s_uses
            where pair.Key != typeof(DeviceCatalogue) && Folder(pair.Key) != "Devices"
            from used in pair.Value
            where IsBelow(used, Devices)
            select $"{pair.Key.FullName} uses {used.FullName}"
        );

    [Fact]
    public void Only_devices_call_kernels() =>
        Assert.Empty(
            from pair in s_uses
            where pair.Key != typeof(DeviceCatalogue) && Folder(pair.Key) is not ("Devices" or "Kernels")
            from used in pair.Value
            where IsBelow(used, "Decant.Engine.Kernels")
            select $"{pair.Key.FullName} uses {used.FullName}"
        );

    // A device may hand on to those that come after it.
    [Theory]
    [InlineData("Reference", "Managed", "OneDnn", "Auto")]
    [InlineData("Managed", "OneDnn", "Auto")]
    [InlineData("OneDnn", "Auto")]
    [InlineData("Movement", "Reference", "Managed", "OneDnn", "Auto")]
    public void A_device_does_not_know_those_that_hand_to_it(string device, params string[] forbidden) =>
        Assert.Empty(
            from pair in s_uses
            where pair.Key.Namespace == $"{Devices}.{device}"
            from used in pair.Value
            where forbidden.Any(other => used.Namespace == $"{Devices}.{other}")
            select $"{pair.Key.FullName} uses {used.FullName}"
        );

    [Fact]
    public void The_reader_of_assemblies_finds_what_is_used_in_bodies_and_signatures()
    {
        // Known uses: a local call, a generic argument, a base class.
        var compiler = s_uses.Single(pair => pair.Key.Name == "Compiler").Value.Select(type => type.Name).ToArray();
        Assert.Contains("AssignImageOrder", compiler);
        Assert.Contains("Operand", compiler);
        Assert.Contains(
            "Operator",
            s_uses.Single(pair => pair.Key.FullName == "Decant.Engine.Operators.Conv").Value.Select(type => type.Name)
        );
    }

    private const string Devices = "Decant.Engine.Devices";

    private static bool IsBelow(Type type, string folder) => type.Namespace?.StartsWith(folder + ".", StringComparison.Ordinal) == true;

    // The part of the namespace after Decant.Engine; generated code in other namespaces belongs to no folder.
    private static string Folder(Type type)
    {
        var parts = (type.Namespace ?? "").Split('.');
        return parts is ["Decant", "Engine", _, ..] ? parts[2] : "";
    }
}
