"""Facts of the world: states, bodies, cities, persons, what they are called, how they belong."""

from audit.knowledge.base import KnowledgeBase, knowledge
from audit.knowledge.model import (
    Confusable,
    Entity,
    Fact,
    Form,
    Gender,
    Kind,
    Mention,
    Name,
    Number,
    Relation,
)

__all__ = [
    "Confusable",
    "Entity",
    "Fact",
    "Form",
    "Gender",
    "Kind",
    "KnowledgeBase",
    "Mention",
    "Name",
    "Number",
    "Relation",
    "knowledge",
]
