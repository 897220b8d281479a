// Reports have a Markup of their own, for HTML; here the console's is meant.
global using Markup = Spectre.Console.Markup;
