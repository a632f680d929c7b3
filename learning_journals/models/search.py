from django.contrib.postgres.search import SearchVectorField
from django.db import models


class SearchWords(models.GeneratedField):
    """What a row is found by: `SearchWords("words", "next_step")`, kept by Postgres itself.

    The words of these fields without accents, marks and capitals (`footbridge_words`, migration
    0001), in whatever language they are. No index: within a journal rows come by child and time,
    within a setting by time, and an index over words would be the slower way (performance.md).
    """

    def __init__(self, *names: str) -> None:
        self.names = names
        expression = models.Func(
            *(models.F(name) for name in names),
            function="footbridge_words",
            arg_joiner=" || ' ' || ",
        )
        super().__init__(expression=expression, output_field=SearchVectorField(), db_persist=True)

    def deconstruct(self) -> tuple[str, str, list[object], dict[str, object]]:
        name, path, _args, _kwargs = super().deconstruct()
        return name, path, list(self.names), {}
