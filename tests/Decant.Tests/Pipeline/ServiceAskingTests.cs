using Decant.Engine;
using Decant.Pipeline;
using Decant.Recipes;

namespace Decant.Tests.Pipeline;

/// <summary>What is said while a service is asked, and how a program brings its own client.</summary>
public sealed class ServiceAskingTests
{
    private static readonly ChatTeacherSettings s_chat = new() { Model = "small/one", Instruction = "Tell." };

    [Fact]
    public void Progress_is_told_every_ten_seconds_with_the_time_that_is_left()
    {
        var (clock, said) = (new SetClock(), new List<string>());
        var asking = new ServiceAsking(new RunSettings { Clock = clock, TeacherFolder = "kept" }, notice => said.Add(notice.Text));
        using var kept = asking.Kept(s_chat, "chat");
        var progress = asking.Progress(s_chat, asking.Calls(s_chat, "teacher.chat", kept));

        // One text each second: of 100, after 10 seconds 90 are left.
        for (var done = 1; done <= 15; done++)
        {
            clock.Seconds = done;
            progress(done, 100);
        }

        Assert.Equal(["small/one: 10 of 100 texts are answered, 1 min 30 s to go."], said);
        Assert.Equal(Path.Combine("kept", "small-one.chat.jsonl"), kept.Path);
    }

    [Fact]
    public void Without_a_client_the_way_to_one_is_said() =>
        Assert.Contains(
            "teacher.chat: expected a client that reaches the service, received none. Give the program's own one (Client)",
            Assert.Throws<DecantException>(() => new ServiceAsking(new RunSettings(), _ => { }).Chat(s_chat)).Message,
            StringComparison.Ordinal
        );

    private sealed class SetClock : TimeProvider
    {
        public int Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
