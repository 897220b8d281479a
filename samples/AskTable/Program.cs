using Decant.Prediction;
using Decant.Tables;

// What the network takes and answers is in its file: columns, categories, what a missing number becomes, classes.
using TableModel model = TableModel.Load(args[0]);
TableSchema table = model.Table;

// One row, as texts by the names of their columns: rooms=3 "city=Bad Ems" …, in any order.
Dictionary<string, string> row = args[1..].Select(cell => cell.Split('=', 2)).ToDictionary(cell => cell[0], cell => cell[1]);
float[] answers = model.Predict(row);
Console.WriteLine(table.Classes.Count > 0 ? table.ClassOf(answers) : string.Join(", ", table.Named(answers)));
