using Decant.Data.Texts;
using Decant.Teachers.Services;
using Microsoft.Extensions.AI;

namespace Decant.Tests.Teachers.Services;

/// <summary>What a chat model is asked, and which answers count as the name of a class.</summary>
public sealed class ChatQuestionTests
{
    private static readonly ChatQuestion s_question = new(
        "Tell the mood.",
        ["negative", "positive", "mixed feelings"],
        [(new SampleText("fine", null, null, []), 1)]
    );

    [Theory]
    [InlineData("positive", 1)]
    [InlineData(" Positive.\n", 1)]
    [InlineData("**negative**", 0)]
    [InlineData("\"mixed  feelings\"", 2)]
    [InlineData("Class: MIXED FEELINGS", 2)]
    [InlineData("<think>It could be negative: no.</think>\npositive", 1)]
    [InlineData("", -1)]
    [InlineData("not positive", -1)]
    [InlineData("I cannot say whether this is positive.", -1)]
    [InlineData("positive, negative", -1)]
    [InlineData("neutral", -1)]
    [InlineData("...", -1)]
    public void Only_the_name_alone_is_the_class(string answer, int expected) => Assert.Equal(expected, s_question.Read(answer));

    [Fact]
    public void Names_that_differ_in_case_alone_are_told_apart_by_it()
    {
        var question = new ChatQuestion("Which letter?", ["a", "A"], []);

        Assert.Equal((0, 1), (question.Read("a"), question.Read("A.")));
        Assert.Equal(-1, new ChatQuestion("Which?", ["Ab", "aB"], []).Read("AB"));
    }

    [Fact]
    public void Instruction_classes_examples_and_text_are_said_in_this_order()
    {
        var messages = s_question.Messages(new SampleText("dull", "long", null, []));

        Assert.Equal([ChatRole.System, ChatRole.User, ChatRole.Assistant, ChatRole.User], messages.Select(message => message.Role));
        Assert.StartsWith("Tell the mood.", messages[0].Text, StringComparison.Ordinal);
        Assert.Contains("- negative\n- positive\n- mixed feelings\n", messages[0].Text, StringComparison.Ordinal);
        Assert.Equal(["fine", "positive", "First text: dull\nSecond text: long"], messages.Skip(1).Select(message => message.Text));
    }

    [Fact]
    public void A_wrong_answer_is_shown_with_the_names_once_more()
    {
        var messages = s_question.Messages(new SampleText("dull", null, null, []), wrong: "boring");

        Assert.Equal((ChatRole.Assistant, "boring"), (messages[^2].Role, messages[^2].Text));
        Assert.Contains("negative, positive, mixed feelings", messages[^1].Text, StringComparison.Ordinal);
        Assert.Equal(ChatRole.User, s_question.Messages(new SampleText("dull", null, null, []), wrong: "")[^2].Role);
    }

    [Fact]
    public void Whatever_is_said_changes_the_fingerprint()
    {
        string[] prints =
        [
            s_question.Fingerprint,
            new ChatQuestion("Tell the mood!", ["negative", "positive", "mixed feelings"], []).Fingerprint,
            new ChatQuestion("Tell the mood.", ["negative", "positive", "mixed feelings"], []).Fingerprint,
            new ChatQuestion("Tell the mood.", ["positive", "negative", "mixed feelings"], []).Fingerprint,
        ];

        Assert.Distinct(prints);
    }
}
