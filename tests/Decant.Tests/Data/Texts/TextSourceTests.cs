using System.Text;
using Decant.Data;
using Decant.Data.Sources;
using Decant.Data.Texts;
using Decant.Engine;
using Decant.Engine.Randomness;
using Decant.Tests.Data.Sources;

namespace Decant.Tests.Data.Texts;

public sealed class TextSourceTests : IDisposable
{
    private const string Train = "it is \"good\t1\n\"bad\" film\t0\nfine\t1\npoor , really\t0\nso so\t1\nno\t0\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tsv_is_read_without_quotation_marks_and_its_columns_are_found()
    {
        var parts = Parts("train.tsv", Train);
        Assert.Equal(["it is \"good", "\"bad\" film", "fine", "poor , really", "so so", "no"], OpenedTexts.Texts(parts.Train));
        Assert.Equal(["0", "1"], parts.Train.ClassNames);
        Assert.Equal([1, 0, 1, 0, 1, 0], Enumerable.Range(0, 6).Select(parts.Train.Label));
        Assert.Equal(
            OpenedTexts.Letters.Ids("poorreally,".Replace("really,", ",really")),
            OpenedTexts.Numbers(parts.Train, 3, "input_ids")
        );
        Assert.Contains(parts.Notes, note =>
            note.Sentence.Contains("column 0 for the text, column 1 for the class, by what they hold", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Columns_have_the_names_of_a_header_in_any_order_and_in_every_form()
    {
        var rows = new[] { ("pos", "so good"), ("neg", "so, \"bad\""), ("pos", "fine"), ("neg", "no") };
        string[] files =
        [
            _folder.WriteText("a.tsv", "label\ttext\n" + string.Concat(rows.Select(row => $"{row.Item1}\t{row.Item2}\r\n"))),
            _folder.WriteText(
                "a.csv",
                "label,text\n" + string.Concat(rows.Select(row => $"{row.Item1},\"{row.Item2.Replace("\"", "\"\"")}\"\n"))
            ),
            _folder.WriteText(
                "a.jsonl",
                string.Concat(
                    rows.Select(row =>
                        $"{{\"label\": \"{row.Item1}\", \"text\": {System.Text.Json.JsonSerializer.Serialize(row.Item2)}}}\n"
                    )
                )
            ),
            _folder.WriteText(
                "a.json",
                $"[{string.Join(",\n", rows.Select(row => $"{{\"text\": {System.Text.Json.JsonSerializer.Serialize(row.Item2)}, \"label\": \"{row.Item1}\", \"other\": null}}"))}]"
            ),
            _folder.Write(
                "a.tsv.gz",
                TemporaryFolder.Gzip(
                    Encoding.UTF8.GetBytes("label\ttext\n" + string.Concat(rows.Select(row => $"{row.Item1}\t{row.Item2}\n")))
                )
            ),
            await WriteParquet("a.parquet", rows),
        ];
        foreach (var file in files)
        {
            var train = Parts(file).Train;
            Assert.Equal(rows.Select(row => row.Item2), OpenedTexts.Texts(train));
            Assert.Equal(["neg", "pos"], train.ClassNames);
            Assert.Equal([1, 0, 1, 0], Enumerable.Range(0, 4).Select(train.Label));
        }
    }

    [Fact]
    public void Options_name_columns_of_pairs_scores_and_several_labels()
    {
        var path = _folder.WriteText(
            "pairs.tsv",
            "id\tq\ta\tnear\tkinds\n1\twho is it\tme\t0.5\tb, a\n2\twho\tyou\t-1\t\n3\twhat\tthat\t2e1\t[\"c\", \"a\"]\n"
        );
        var train = Parts(path, ("text", "q"), ("second", "2"), ("score", "near"), ("labels", "kinds")).Train;
        Assert.Equal("me", train.Texts![0].Second);
        Assert.Equal([0.5f, -1, 20], Enumerable.Range(0, 3).Select(index => OpenedTexts.Targets(train, index, "score")[0]));
        Assert.Equal(["a", "b", "c"], train.TargetSets.Single(set => set.Kind == TargetKind.Labels).Columns);
        Assert.Equal([1, 1, 0], OpenedTexts.Targets(train, 0, "labels"));
        Assert.Equal([0, 0, 0], OpenedTexts.Targets(train, 1, "labels"));
        Assert.Equal([1, 0, 1], OpenedTexts.Targets(train, 2, "labels"));
        Assert.Empty(train.ClassNames);
    }

    [Fact]
    public void A_column_says_whose_a_text_is_and_splits_go_by_it()
    {
        var path = _folder.WriteText(
            "who.tsv",
            "text\tlabel\twho\n" + string.Concat(Enumerable.Range(0, 60).Select(n => $"text number {n}\t{n % 2}\tperson {n / 6}\n"))
        );
        var data = OpenedTexts.Open("text", path, ("group", "who"), ("split.by", "grouped"), ("test", "0.3"), ("validation", "0.2"));
        var who = new[] { data.Train, data.Validation, data.Test }
            .Select(part => Enumerable.Range(0, part.Count).Select(index => OpenedTexts.Numbers(part, index, "who")[0]).ToHashSet())
            .ToArray();
        Assert.Equal(10, who.Sum(part => part.Count)); // no one is in two parts
    }

    [Fact]
    public void Labels_may_have_a_column_of_0_and_1_each()
    {
        var path = _folder.WriteText("many.csv", "text,rude,loud\nyou fool,1,0\nHEY FOOL,1,1\nhello there,0,0\n");
        var train = Parts(path, ("labels", "rude, loud")).Train;
        Assert.Equal(["rude", "loud"], train.TargetSets.Single().Columns);
        Assert.Equal([1, 1], OpenedTexts.Targets(train, 1, "labels"));
        Assert.Equal([0, 0], OpenedTexts.Targets(train, 2, "labels"));
    }

    [Fact]
    public void A_file_with_a_text_in_each_line_has_no_labels_and_may_lie_in_an_archive()
    {
        _folder.Write("c/raw/train.en.gz", TemporaryFolder.Gzip(Encoding.UTF8.GetBytes("Two men.\n\nA dog\truns.\n")));
        System.Formats.Tar.TarFile.CreateFromDirectory(Path.Combine(_folder.Path, "c"), Path.Combine(_folder.Path, "c.tar"), false);
        Directory.Delete(Path.Combine(_folder.Path, "c"), recursive: true);
        var train = Parts(Path.Combine(_folder.Path, "c.tar", "raw", "train.en.gz")).Train;
        Assert.Equal(["Two men.", "", "A dog\truns."], OpenedTexts.Texts(train));
        Assert.Empty(train.ClassNames);
        var message = Assert.Throws<DecantException>(() => Parts(Path.Combine(_folder.Path, "c.tar", "raw", "train.ne.gz"))).Message;
        Assert.Contains("nearest: 'raw/train.en.gz'", message);
    }

    [Fact]
    public void Texts_of_a_further_file_without_labels_are_read_as_those_with_labels()
    {
        var labelled = Parts("train.tsv", Train).Train;
        var path = _folder.WriteText("more.txt", "something rather long to read\nshort\n");
        var more = DataSources.Open(
            "text",
            new Dictionary<string, string> { ["path"] = path },
            ".",
            isUnlabelled: true,
            readings: labelled.Texts!.Readings
        );
        var all = new Joined("all", labelled, new WithoutLabels(more.Train));
        Assert.Equal(8, all.Count);
        Assert.Equal(-1, all.Label(7));
        var rest = _folder.WriteText("rest.tsv", Train);
        var same = OpenedTexts.Open("text", rest, new TeacherTexts(OpenedTexts.Letters), isUnlabelled: true, ("tokenizer", "teacher"));
        Assert.Empty(same.Train.ClassNames);
    }

    [Fact]
    public void A_teacher_with_another_tokenizer_gives_a_second_reading_and_one_with_the_same_none()
    {
        var path = _folder.WriteText("t.txt", "abc\nde\n");
        var other = new TeacherTexts(new LetterPieces(77), Longest: 4);
        var two = DataSources.Open(
            "text",
            new Dictionary<string, string> { ["path"] = path, ["tokenizer"] = "teacher" },
            ".",
            isUnlabelled: true,
            teacher: other
        );
        Assert.Equal(4, Assert.Single(two.Train.Texts!.Readings).Longest);
    }

    [Fact]
    public void Longer_texts_are_cut_counted_and_the_longest_that_comes_is_the_bound_of_every_part()
    {
        var test = _folder.WriteText("test.tsv", "a much longer text than those of training\t1\nb\t0\n");
        var parts = Parts("train.tsv", Train, ("test-file", test), ("max-length", "20"));
        Assert.Equal(20, parts.Train.Schema["input_ids"].Shape[0].Size);
        Assert.Equal(parts.Train.Schema["input_ids"].Shape, parts.Test!.Schema["input_ids"].Shape);
        Assert.Equal(20, OpenedTexts.Numbers(parts.Test, 0, "input_ids").Length);
        Assert.Equal([1], [parts.Test.Texts!.CountCut(0)]);
        Assert.Contains(parts.Notes, note =>
            note.Sentence.StartsWith("1 of 8 texts (12.5 %) have more than 20 pieces of the student's vocabulary", StringComparison.Ordinal)
        );
        Assert.Equal(13, Parts("train.tsv", Train).Train.Schema["input_ids"].Shape[0].Size); // [CLS] poor,really [SEP]
    }

    [Fact]
    public void Empty_texts_and_blanks_are_kept_and_counted()
    {
        var parts = Parts("train.tsv", "good one\t1\n\t0\n   \t1\nno\t0\n");
        Assert.Equal(4, parts.Train.Count);
        Assert.Contains(parts.Notes, note =>
            note.Sentence.StartsWith("2 of 4 texts have no words (1 are empty, 1 are blanks only)", StringComparison.Ordinal)
        );
        Assert.Equal([2L, 3], OpenedTexts.Numbers(parts.Train, 1, "input_ids"));
    }

    [Fact]
    public void A_line_of_ten_megabytes_is_cut_and_counted()
    {
        var giant = string.Concat(Enumerable.Repeat("word ", 2_000_000));
        var watch = TimeProvider.System.GetTimestamp();
        foreach (var name in new[] { "g.tsv", "g.csv" })
        {
            var separator = name == "g.tsv" ? '\t' : ',';
            var parts = Parts(_folder.WriteText(name, $"first text{separator}1\n{giant}{separator}0\nlast{separator}1\nx y{separator}0\n"));
            Assert.Equal([1, 0, 1, 0], Enumerable.Range(0, 4).Select(parts.Train.Label));
            Assert.Equal(128, OpenedTexts.Numbers(parts.Train, 1, "input_ids").Length);
            Assert.Contains(parts.Notes, note =>
                note.Sentence.StartsWith("1 of 4 texts (25 %) have more than 128", StringComparison.Ordinal)
            );
        }

        Assert.InRange(TimeProvider.System.GetElapsedTime(watch).TotalSeconds, 0, 20);
    }

    [Fact]
    public void What_is_wrong_with_a_file_is_said_at_once_with_its_lines()
    {
        var path = _folder.Write("bad.tsv", [.. "good\t1\nb"u8, 0xe4, .. "d\t0\nfine\t1\n"u8, 0xff, .. "\t0\n"u8]);
        var message = Assert.Throws<DecantException>(() => Parts(path)).Message;
        Assert.Contains("line 2: expected UTF-8, received the byte 0xe4 after 1 bytes", message);
        Assert.Contains("line 4: expected UTF-8, received the byte 0xff after 0 bytes", message);
        message = Assert.Throws<DecantException>(() => Parts("ragged.tsv", "a b\t1\nc\nd\t0\ne\tf\t1\n")).Message;
        Assert.Contains("line 2: expected 2 cells between tabs as in line 1, received 1", message);
        Assert.Contains("line 4: expected 2 cells between tabs as in line 1, received 3", message);
        message = Assert.Throws<DecantException>(() => Parts("bad.jsonl", "{\"text\": \"a\"}\n{\"text\": }\n[1]\n")).Message;
        Assert.Contains("line 2: expected an object of JSON", message);
        Assert.Contains("line 3: expected an object", message);
    }

    [Fact]
    public void Classes_that_are_missing_or_unknown_in_a_further_file_are_named_with_their_lines()
    {
        var test = _folder.WriteText("test.tsv", "a film\tposs\nanother\t\nthird\tneg\n");
        var message = Assert
            .Throws<DecantException>(() => Parts("train.tsv", "good\tpos\nbad\tneg\nfine\tpos\nno\tneg\n", ("test-file", test)))
            .Message;
        Assert.Contains("line 1: unknown class 'poss'; nearest: 'pos'; known: neg, pos", message);
        Assert.Contains("line 2: the class is missing", message);
    }

    [Fact]
    public void A_column_that_is_not_there_is_named_with_those_that_are()
    {
        var path = _folder.WriteText("t.tsv", "text\tlabel\na b\tx\nc d\ty\n");
        Assert.Contains(
            "data.label: unknown column 'labl'; nearest: 'label'; known: text, label",
            Assert.Throws<DecantException>(() => Parts(path, ("label", "labl"))).Message
        );
        var test = _folder.WriteText("test.tsv", "text\tkind\na b\tx\nc d\ty\n");
        Assert.Contains(
            "data.label: unknown column 'label'",
            Assert.Throws<DecantException>(() => Parts(path, ("test-file", test))).Message
        );
        var numbers = _folder.WriteText("n.tsv", "text\tscore\na b\t1\nc d\tmany\n");
        Assert.Contains(
            "line 3: column score: expected a number to learn, received 'many'",
            Assert.Throws<DecantException>(() => Parts(numbers)).Message
        );
    }

    [Theory]
    [InlineData("t.tsv", "\ufefftext\tlabel\na\tx\nb\ty\n")]
    [InlineData("t.tsv", "text\tlabel\r\na\tx\r\nb\ty")]
    public void A_mark_at_the_beginning_and_ends_of_lines_of_windows_are_no_letters(string name, string content)
    {
        var train = Parts(_folder.WriteText(name, content)).Train;
        Assert.Equal(["a", "b"], OpenedTexts.Texts(train));
        Assert.Equal(["x", "y"], train.ClassNames);
    }

    [Fact]
    public void Folders_of_txt_files_are_classes_and_parts()
    {
        _folder.WriteText("imdb/train/pos/1.txt", "good\nreally");
        _folder.WriteText("imdb/train/neg/1.txt", "\ufeffbad");
        _folder.WriteText("imdb/test/neg/7.txt", "");
        _folder.WriteText("imdb/test/neg/8.csv", "no text");
        var parts = Parts(Path.Combine(_folder.Path, "imdb"));
        Assert.Equal(["neg", "pos"], parts.Train.ClassNames);
        Assert.Equal(["bad", "good\nreally"], OpenedTexts.Texts(parts.Train));
        Assert.Equal((0, 1), (parts.Train.Label(0), parts.Train.Label(1)));
        Assert.Equal([""], OpenedTexts.Texts(parts.Test!));
        Assert.Null(parts.Validation);
        _folder.Write("imdb/train/neg/2.txt", 0xff);
        Assert.Contains(
            "train/neg/2.txt: expected UTF-8",
            Assert.Throws<DecantException>(() => Parts(Path.Combine(_folder.Path, "imdb"))).Message
        );
        _folder.WriteText("flat/1.txt", "good");
        Assert.Contains(
            "'1.txt' lies in no class folder. Expected CLASS/text.txt",
            Assert.Throws<DecantException>(() => Parts(Path.Combine(_folder.Path, "flat"))).Message
        );
    }

    [Fact]
    public void The_sentences_of_sst2_are_recognised_and_complete()
    {
        var (source, options) = DataSources.Recognise(Path.Combine(RealData.RootWith("sst2"), "sst2"));
        var parts = OpenedTexts.Parts(
            source,
            options["path"],
            [.. options.Where(one => one.Key != "path").Select(one => (one.Key, one.Value))]
        );
        // Socher et al. 2013, the binary task: 6,920, 872 and 1,821 sentences.
        Assert.Equal((6920, 872, 1821), (parts.Train.Count, parts.Validation!.Count, parts.Test!.Count));
        Assert.Equal([909, 912], parts.Test.CountClasses().Order());
        Assert.Equal("one long string of cliches", parts.Validation.Texts![0].Text);
    }

    [Fact]
    public void The_captions_of_multi30k_are_read_inside_their_archive()
    {
        var raw = Path.Combine(RealData.RootWith("multi30k.tar.gz"), "multi30k.tar.gz", "task1", "raw");
        var parts = Parts(
            Path.Combine(raw, "train.en.gz"),
            ("validation-file", Path.Combine(raw, "val.en.gz")),
            ("test-file", Path.Combine(raw, "test_2016_flickr.en.gz"))
        );
        // Elliott et al. 2016: 29,000, 1,014 and 1,000 images.
        Assert.Equal((29_000, 1014, 1000), (parts.Train.Count, parts.Validation!.Count, parts.Test!.Count));
        Assert.Equal("Two young, White males are outside near many bushes.", parts.Train.Texts![0].Text);
        Assert.Empty(parts.Train.ClassNames);
    }

    [Theory]
    [InlineData("t.tsv", "text\tlabel\nso good\ta\nso bad\tb\nfine\ta\n")]
    [InlineData("t.csv", "text,label\n\"so, good\",a\nso bad,b\n\"fi\nne\",a\n")]
    [InlineData("t.jsonl", "{\"text\": \"so \\u00e4\", \"label\": 1}\n{\"text\": \"b\", \"label\": [2, {}]}\n")]
    [InlineData("t.parquet", "")]
    [InlineData("t.txt", "one\ntwo\n\nthree")]
    [InlineData("t.conll", "Ann\tB-per\nLee\tI-per\n\nno\tO\n")]
    public async Task Whatever_bytes_a_file_has_it_is_read_or_refused_with_a_sentence(string name, string content)
    {
        var random = new RandomStream(7, name);
        var whole =
            name == "t.parquet"
                ? File.ReadAllBytes(await WriteParquet(name, [("a", "so good"), ("b", "so bad"), ("a", "fine")]))
                : Encoding.UTF8.GetBytes(content);
        var (read, refused) = (0, 0);
        for (var trial = 0; trial < 400; trial++)
        {
            byte[] bytes = [.. whole];
            for (var change = 0; change <= random.NextInt32(4); change++)
            {
                bytes[random.NextInt32(bytes.Length)] = (byte)random.NextInt32(256);
            }

            var path = _folder.Write(name, trial % 5 == 0 ? bytes[..random.NextInt32(bytes.Length)] : bytes);
            try
            {
                var parts = OpenedTexts.Parts(name == "t.conll" ? "conll" : "text", path);
                Assert.All(Enumerable.Range(0, parts.Train.Count), index => OpenedTexts.Numbers(parts.Train, index, "input_ids"));
                read++;
            }
            catch (DecantException)
            {
                refused++;
            }

            _ = RecognisedTexts.Of(path);
        }

        Assert.True(read > 0 && refused > 0);
    }

    [Fact]
    public void Half_of_a_letter_in_json_is_refused() =>
        Assert.Contains(
            "line 2: expected letters of Unicode, received half of one",
            Assert.Throws<DecantException>(() => Parts("t.jsonl", "{\"text\": \"a\"}\n{\"text\": \"\\ud83d\"}\n")).Message
        );

    [Fact]
    public void What_is_no_text_is_refused()
    {
        Assert.Contains("UTF-16", Assert.Throws<DecantException>(() => Parts(_folder.Write("t.tsv", [0xff, 0xfe, 65, 0]))).Message);
        Assert.Contains("no text", Assert.Throws<DecantException>(() => Parts(_folder.Write("t.tsv", [65, 0, 0, 1]))).Message);
        Assert.Contains("empty", Assert.Throws<DecantException>(() => Parts(_folder.Write("t.tsv", []))).Message);
        var gzip = TemporaryFolder.Gzip(
            Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 999).Select(i => $"text {i * 7919}\t{i % 2}\n")))
        );
        Assert.Contains(
            "damaged",
            Assert.Throws<DecantException>(() => Parts(_folder.Write("t.tsv.gz", gzip[..(gzip.Length / 2)]))).Message
        );
    }

    private SourceParts Parts(string name, string content, params (string, string)[] options) =>
        Parts(_folder.WriteText(name, content), options);

    private static SourceParts Parts(string path, params (string Name, string Value)[] options) => OpenedTexts.Parts("text", path, options);

    private async Task<string> WriteParquet(string name, (string Label, string Text)[] rows)
    {
        var path = Path.Combine(_folder.Path, name);
        var (label, text) = (new global::Parquet.Schema.DataField<string>("label"), new global::Parquet.Schema.DataField<string>("text"));
        await using var stream = File.Create(path);
        await using var writer = await global::Parquet.ParquetWriter.CreateAsync(
            new global::Parquet.Schema.ParquetSchema(text, label),
            stream
        );
        using var group = writer.CreateRowGroup();
        await group.WriteAsync(text, [.. rows.Select(row => row.Text)]);
        await group.WriteAsync(label, [.. rows.Select(row => row.Label)]);
        return path;
    }
}
