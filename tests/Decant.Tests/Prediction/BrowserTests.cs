using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Decant.Engine.Onnx;
using Decant.Prediction;
using Decant.Students.Texts;
using Decant.Tests.Students.Texts;
using Decant.Tokenizers;

namespace Decant.Tests.Prediction;

/// <summary>The sample <c>TextInBrowser</c> in headless Chromium: ONNX Runtime Web and Hugging Face's tokenizer for JavaScript.</summary>
public sealed class BrowserTests : IDisposable
{
    private const string Answers = "/answers";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);
    private static readonly string[] s_texts =
    [
        "a good film",
        "a bad, bad story of people",
        "Ümläut, 漢字 & 🙂 <b>film</b>",
        "",
        string.Join(' ', Enumerable.Repeat("people of the story", 30)),
    ];

    private static readonly Dictionary<string, string> s_types = new()
    {
        [".html"] = "text/html",
        [".mjs"] = "text/javascript",
        [".json"] = "application/json",
        [".wasm"] = "application/wasm",
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("decant-browser-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_page_answers_texts_as_TextModel_does()
    {
        var browser = Program("chromium", "chromium-browser", "google-chrome", "chrome");
        Assert.SkipWhen(browser is null, "neither Chromium nor Chrome is here.");
        Assert.SkipUnless(await HasPackages(), "npm is not here, or could not fetch the packages of samples/TextInBrowser.");
        using var model = Student();
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "ask.html"),
            """
            <!doctype html><meta charset="utf-8">
            <script type="importmap">{ "imports": {
              "onnxruntime-web": "./node_modules/onnxruntime-web/dist/ort.wasm.min.mjs",
              "@huggingface/tokenizers": "./node_modules/@huggingface/tokenizers/dist/tokenizers.mjs" } }</script>
            <iframe src="index.html"></iframe>
            <script type="module">
              const told = {};
              try {
                const { TextModel } = await import("./text-model.mjs");
                const model = await TextModel.load("./", new URL("./node_modules/onnxruntime-web/dist/", location.href).href);
                told.names = model.names;
                told.answers = [];
                for (const text of await (await fetch("texts.json")).json()) told.answers.push(await model.predict(text));
                const page = document.querySelector("iframe").contentDocument;
                while (!page.getElementById("answers").textContent.includes(" ms")) await new Promise((done) => setTimeout(done, 20));
                told.page = page.getElementById("answers").textContent;
              } catch (problem) {
                told.problem = String(problem);
              }
              await fetch("/answers", { method: "POST", body: JSON.stringify(told) });
            </script>
            """,
            TestContext.Current.CancellationToken
        );
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "texts.json"),
            JsonSerializer.Serialize(s_texts),
            TestContext.Current.CancellationToken
        );

        using var told = JsonDocument.Parse(await Visit(browser!, "ask.html"));

        Assert.False(told.RootElement.TryGetProperty("problem", out var problem), problem.ToString());
        Assert.Equal(model.AnswerNames, told.RootElement.GetProperty("names").EnumerateArray().Select(name => name.GetString()));
        var answers = told.RootElement.GetProperty("answers").EnumerateArray().ToArray();
        foreach (var (text, answer) in s_texts.Zip(answers))
        {
            var ours = model.Predict(text);
            Assert.All(answer.EnumerateArray().Zip(ours), pair => Assert.Equal(pair.Second, pair.First.GetDouble(), 1e-5));
        }

        // The page itself shows a line for each class.
        Assert.All(model.AnswerNames, name =>
            Assert.Contains($"{name}: ", told.RootElement.GetProperty("page").GetString(), StringComparison.Ordinal)
        );
    }

    private TextModel Student()
    {
        var tokenizer = WordPieceTraining.Run(s_texts, TextCases.Vocabulary);
        var graph = TextCases.Build(new TextCnn { Filters = 6, Dimension = 8 });
        graph.Metadata["decant.classes"] = """["bad", "good", "süß"]""";
        graph.Metadata["decant.max-length"] = "20";
        var path = Path.Combine(_folder, "student.onnx");
        OnnxFile.Write(graph, path);
        tokenizer.Write(Path.Combine(_folder, "tokenizer.json"));
        return TextModel.Load(path);
    }

    // What the page posts to /answers.
    private async Task<string> Visit(string browser, string page)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var listener = Listener(out var address);
        using var process = Process.Start(
            new ProcessStartInfo(
                browser,
                [
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    $"--user-data-dir={Path.Combine(_folder, "profile")}",
                    address + page,
                ]
            )
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            }
        )!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        try
        {
            while (true)
            {
                var call = await listener.GetContextAsync().WaitAsync(s_patience, cancellation);
                var path = call.Request.Url!.AbsolutePath;
                if (path == Answers)
                {
                    using var reader = new StreamReader(call.Request.InputStream);
                    var body = await reader.ReadToEndAsync(cancellation);
                    call.Response.Close();
                    return body;
                }

                var file = new[] { _folder, Sample() }.Select(root => Path.Combine(root, path[1..])).FirstOrDefault(File.Exists);
                call.Response.StatusCode = file is null ? 404 : 200;
                call.Response.ContentType = s_types.GetValueOrDefault(Path.GetExtension(path));
                call.Response.Close(file is null ? [] : await File.ReadAllBytesAsync(file, cancellation), willBlock: true);
            }
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static HttpListener Listener(out string address)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
        free.Stop();
        var listener = new HttpListener { Prefixes = { address } };
        listener.Start();
        return listener;
    }

    private static async Task<bool> HasPackages()
    {
        if (Directory.Exists(Path.Combine(Sample(), "node_modules", "onnxruntime-web")))
        {
            return true;
        }

        if (Program("npm") is not { } npm)
        {
            return false;
        }

        using var process = Process.Start(
            new ProcessStartInfo(npm, ["ci", "--ignore-scripts", "--silent"]) { WorkingDirectory = Sample() }
        )!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode == 0;
    }

    private static string? Program(params string[] names) =>
        names
            .SelectMany(name =>
                (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name))
            )
            .FirstOrDefault(File.Exists);

    private static string Sample([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "samples", "TextInBrowser"));
}
