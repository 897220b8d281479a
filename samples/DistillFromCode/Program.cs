using Decant.Pipeline;
using Decant.Recipes;

Recipe recipe = RecipeReader.Read("recipes/demo.yaml", ["training.epochs=10"]);
RunOutcome outcome = Distillation.Run(recipe, new RunSettings { Name = "from-code" });

Console.WriteLine(outcome.Verdict);          // did distillation help, and by how much?
Console.WriteLine(outcome.Folder);           // student.onnx, report.html, summary.json …
