using Decant.Engine;
using Decant.Teachers.Services;

namespace Decant.Tests.Teachers.Services;

/// <summary>The file of kept answers, whatever happened to it.</summary>
public sealed class KeptAnswersTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("decant-kept-").FullName;

    private string File => Path.Combine(_folder, "below", "answers.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_added_is_found_by_its_key_as_it_was()
    {
        var answer = new KeptAnswer("one")
        {
            Text = "naïve “text”\nof two lines 🙂",
            Answer = "positive",
            Asked = 2,
            TokensIn = 12,
            TokensOut = 1,
        };
        var vector = new KeptAnswer("two") { Vector = KeptAnswer.Pack([1.5f, float.Epsilon, -0f]) };
        Add(answer, vector);

        using var kept = new KeptAnswers(File);
        var found = kept.Find(new HashSet<string> { "one", "two", "three" });
        Assert.Equal(answer, found["one"]);
        var numbers = new float[3];
        Assert.True(found["two"].TryUnpack(numbers));
        Assert.Equal([1.5f, float.Epsilon, -0f], numbers);
        Assert.False(found["two"].TryUnpack(new float[2]));
        Assert.False(found["two"].TryUnpack(new float[4]));
        Assert.Equal(2, found.Count);
    }

    [Fact]
    public void Half_a_line_at_the_end_is_left_out_and_the_next_answer_begins_a_new_one()
    {
        Add(new KeptAnswer("one") { Answer = "a" }, new KeptAnswer("two") { Answer = "b" });
        var whole = System.IO.File.ReadAllText(File);
        System.IO.File.WriteAllText(File, whole[..^6]);
        Add(new KeptAnswer("three") { Answer = "c" });

        using var kept = new KeptAnswers(File);
        var found = kept.Find(new HashSet<string> { "one", "two", "three" });
        Assert.Equal(["one", "three"], found.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(1, kept.Damaged);
    }

    [Fact]
    public void The_last_of_two_answers_counts()
    {
        Add(new KeptAnswer("one") { Answer = "a" });
        Add(new KeptAnswer("one") { Answer = "b", Asked = 2 });

        using var kept = new KeptAnswers(File);
        Assert.Equal("b", kept.Find(new HashSet<string> { "one" })["one"].Answer);
    }

    [Fact]
    public void Only_one_may_add_at_a_time()
    {
        using var first = new KeptAnswers(File);
        first.Begin();
        first.Add(new KeptAnswer("one") { Answer = "a" });

        using var second = new KeptAnswers(File);
        Assert.Contains("another run is asking", Assert.Throws<DecantException>(second.Begin).Message, StringComparison.Ordinal);
        Assert.Equal("a", second.Find(new HashSet<string> { "one" })["one"].Answer);
    }

    [Fact]
    public void Parts_of_a_key_are_told_apart() =>
        Assert.Distinct([
            KeptAnswers.KeyOf("ab", "c"),
            KeptAnswers.KeyOf("a", "bc"),
            KeptAnswers.KeyOf("ab", null, "c"),
            KeptAnswers.KeyOf("ab", "", "c"),
        ]);

    private void Add(params KeptAnswer[] answers)
    {
        using var kept = new KeptAnswers(File);
        kept.Begin();
        kept.Add(answers);
    }
}
