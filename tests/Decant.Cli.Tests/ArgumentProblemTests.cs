using Decant.Tests.Shared;

namespace Decant.Cli.Tests;

public sealed class ArgumentProblemTests
{
    [Theory]
    [InlineData("unknown-command", "distil", "recipe.yaml", "--out", "x")]
    [InlineData("unknown-data-command", "data", "lst")]
    [InlineData("data-without-command", "data")]
    [InlineData("unknown-option", "distill", "recipe.yaml", "--thread", "3")]
    [InlineData("unknown-option-for-an-argument", "losses", "--jsn")]
    [InlineData("unknown-option-before-an-argument", "evaluate", "--recip", "x", "y")]
    [InlineData("two-unknown-options", "check", "recipe.yaml", "--jason", "--verbose=3")]
    [InlineData("missing-recipe", "teach")]
    [InlineData("missing-model", "inspect")]
    [InlineData("missing-required-option", "evaluate", "model.onnx")]
    [InlineData("missing-value", "demo", "--out")]
    [InlineData("surplus", "check", "a.yaml", "b.yaml")]
    [InlineData("threads-not-a-number", "demo", "--threads", "many")]
    [InlineData("threads-zero", "demo", "--threads", "0")]
    [InlineData("unknown-kernels", "demo", "--kernels", "manged")]
    [InlineData("onednn-missing", "demo", "--kernels", "onednn")]
    [InlineData("unknown-precision", "bench", "step", "--precision", "f16")]
    [InlineData("unknown-runtime", "bench", "infer", "model.onnx", "--runtime", "onnxruntme")]
    [InlineData("empty-word", "bench", "infer", "")]
    [InlineData("override-without-value", "demo", "--set", "training.epochs")]
    [InlineData("override-of-nothing", "demo", "--set", "training.epoch=3", "--set", "student.hidden=wide")]
    [InlineData("nothing-to-distill", "distill")]
    [InlineData("teacher-without-data", "distill", "--teacher", "t.onnx")]
    [InlineData("recipe-and-teacher", "distill", "recipe.yaml", "--teacher", "t.onnx")]
    [InlineData("recipe-missing", "distill", "nowhere.yaml")]
    [InlineData("recipe-is-a-folder", "check", ".")]
    [InlineData("model-missing", "inspect", "nowhere.onnx")]
    [InlineData("model-is-a-folder", "inspect", ".")]
    [InlineData("data-set-unknown", "data", "get", "mnis")]
    [InlineData("data-missing", "data", "show", "nowhere")]
    [InlineData("losses-surplus", "losses", "soft-targets", "peers")]
    [InlineData("loss-without-student", "losses", "eval", "soft-targets")]
    [InlineData("response-file-is-a-name", "check", "@recipe")]
    public void A_wrong_call_is_explained_and_answered_with_2(string name, params string[] arguments)
    {
        using var folder = new WorkFolder();

        var answer = DecantProcess.Run(folder.Path, arguments);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Results));
        Assert.DoesNotContain("   at ", answer.Messages);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
        Snapshot.Equals($"wrong-{name}.txt", answer.Messages);
    }
}
