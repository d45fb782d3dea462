DELETE FROM elsewhere
WHERE newsroom = :newsroom;
